-- How the triggers of jobs stand, paused ones as well; a job may have several. What they are, the
-- settings say.
ALTER TABLE triggers RENAME TO single_triggers;
CREATE TABLE triggers (
    trigger_id INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id     INTEGER NOT NULL,
    position   INTEGER NOT NULL, -- among the triggers of the job
    next       INTEGER,          -- when it is looked at; NULL if nothing is due
    state      TEXT NOT NULL
) STRICT;
CREATE INDEX triggers_by_job ON triggers (job_id, position);
INSERT INTO triggers (job_id, position, next, state)
SELECT job_id, 0, next, json_object('failures', failures) FROM single_triggers;
DROP TABLE single_triggers;

-- Jobs with several triggers, which had no rows before.
INSERT INTO triggers (job_id, position, next, state)
SELECT job_id, key, NULL, '{}'
FROM jobs JOIN settings USING (settings_id), json_each(document, '$.triggers')
WHERE job_id NOT IN (SELECT job_id FROM triggers);

-- Files that a trigger has seen.
CREATE TABLE trigger_files (
    trigger_id INTEGER NOT NULL,
    path       TEXT NOT NULL, -- below the location that it watches
    modified   INTEGER NOT NULL,
    size       INTEGER NOT NULL,
    PRIMARY KEY (trigger_id, path)
) STRICT, WITHOUT ROWID;

-- What the queries of SQL conditions come to.
CREATE TABLE sql_results (
    sql_query_id TEXT PRIMARY KEY,
    document     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
