"""Any change of the calendar renews its token, whoever makes it: processes read the tables anew."""

from django.db import migrations


RENEW = """
CREATE FUNCTION deadlines_renew_token() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deadlines_calendarversion (id, token) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET token = EXCLUDED.token;
    RETURN NULL;
END $$;
CREATE TRIGGER deadlines_calendarday_renews_token
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON deadlines_calendarday
    FOR EACH STATEMENT EXECUTE FUNCTION deadlines_renew_token();
CREATE TRIGGER deadlines_workhours_renews_token
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON deadlines_workhours
    FOR EACH STATEMENT EXECUTE FUNCTION deadlines_renew_token();
"""

STOP = """
DROP TRIGGER deadlines_workhours_renews_token ON deadlines_workhours;
DROP TRIGGER deadlines_calendarday_renews_token ON deadlines_calendarday;
DROP FUNCTION deadlines_renew_token();
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]
    operations = [migrations.RunSQL(RENEW, STOP)]
