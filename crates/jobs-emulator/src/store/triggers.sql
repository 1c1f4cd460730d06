-- When jobs start runs by themselves; only those whose trigger is at work. What the trigger is, the
-- settings say.
CREATE TABLE triggers (
    job_id   INTEGER PRIMARY KEY,
    next     INTEGER,         -- when it fires; NULL if nothing is due
    failures INTEGER NOT NULL -- how many runs in a row have failed
) STRICT;

-- Jobs that were there before: when their triggers fire is found when they are taken up.
INSERT INTO triggers (job_id, next, failures)
SELECT job_id, NULL, 0 FROM jobs JOIN settings USING (settings_id)
WHERE coalesce(document ->> 'schedule', document ->> 'trigger', document ->> 'continuous') IS NOT NULL;
