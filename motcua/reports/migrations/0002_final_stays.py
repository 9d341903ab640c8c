"""A final report stays as it was signed: the database refuses to change or delete it."""

from django.db import migrations


REFUSE = """
CREATE FUNCTION reports_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a final report stays as it is: % of % refused', TG_OP, OLD.id;
END $$;
CREATE TRIGGER reports_final_stays BEFORE UPDATE OR DELETE ON reports_finalreport
    FOR EACH ROW EXECUTE FUNCTION reports_refuse();
"""

ALLOW = """
DROP TRIGGER reports_final_stays ON reports_finalreport;
DROP FUNCTION reports_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
