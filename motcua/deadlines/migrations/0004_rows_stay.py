"""Rows of the calendar are withdrawn, never changed or deleted; the version knows their last moment."""

from django.db import migrations


RENEW = """
CREATE OR REPLACE FUNCTION deadlines_renew_token() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deadlines_calendarversion (id, token, changed_at) VALUES (1, gen_random_uuid(), (
        SELECT max(GREATEST(written_at, withdrawn_at)) FROM (
            SELECT written_at, withdrawn_at FROM deadlines_calendarday
            UNION ALL SELECT written_at, withdrawn_at FROM deadlines_workhours
        ) AS known
    )) ON CONFLICT (id) DO UPDATE SET token = EXCLUDED.token, changed_at = EXCLUDED.changed_at;
    RETURN NULL;
END $$;
"""

RENEW_AS_BEFORE = """
CREATE OR REPLACE FUNCTION deadlines_renew_token() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deadlines_calendarversion (id, token) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET token = EXCLUDED.token;
    RETURN NULL;
END $$;
"""

FILL = """
UPDATE deadlines_calendarversion SET token = gen_random_uuid(), changed_at = (
    SELECT max(written_at) FROM (
        SELECT written_at FROM deadlines_calendarday
        UNION ALL SELECT written_at FROM deadlines_workhours
    ) AS known
);
"""

STAY = """
CREATE FUNCTION deadlines_row_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
        AND to_jsonb(NEW) - ARRAY['withdrawn_at', 'withdrawn_by_id']
          = to_jsonb(OLD) - ARRAY['withdrawn_at', 'withdrawn_by_id']
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the calendar keeps what was known: % on % refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER deadlines_calendarday_stays BEFORE UPDATE OR DELETE ON deadlines_calendarday
    FOR EACH ROW EXECUTE FUNCTION deadlines_row_stays();
CREATE TRIGGER deadlines_workhours_stays BEFORE UPDATE OR DELETE ON deadlines_workhours
    FOR EACH ROW EXECUTE FUNCTION deadlines_row_stays();
"""

GO = """
DROP TRIGGER deadlines_workhours_stays ON deadlines_workhours;
DROP TRIGGER deadlines_calendarday_stays ON deadlines_calendarday;
DROP FUNCTION deadlines_row_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_known_from_until")]
    operations = [
        migrations.RunSQL(RENEW, RENEW_AS_BEFORE),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(STAY, GO),
    ]
