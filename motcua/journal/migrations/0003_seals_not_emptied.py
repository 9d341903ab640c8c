"""The seals can't be emptied in one stroke either."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            """CREATE TRIGGER journal_seal_no_truncate BEFORE TRUNCATE ON journal_seal
               FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
            "DROP TRIGGER journal_seal_no_truncate ON journal_seal",
        )
    ]
