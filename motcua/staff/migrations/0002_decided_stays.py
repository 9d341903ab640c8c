"""What was decided on a classification stays: the database refuses to change or delete it."""

from django.db import migrations


REFUSE = """
CREATE FUNCTION staff_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a decided classification stays as it is: % of % refused', TG_OP, OLD.id;
END $$;
CREATE TRIGGER staff_grading_decided BEFORE UPDATE OR DELETE ON staff_grading
    FOR EACH ROW WHEN (OLD.state <> 'proposed') EXECUTE FUNCTION staff_refuse();
"""

ALLOW = """
DROP TRIGGER staff_grading_decided ON staff_grading;
DROP FUNCTION staff_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
