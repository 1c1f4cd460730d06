-- Lists of runs: by whatever they are filtered, a page is a walk along an index.
CREATE INDEX runs_active_by_job ON runs (job_id, start_time, run_id) WHERE active;
CREATE INDEX runs_by_type ON runs (run_type, start_time, run_id);
CREATE INDEX runs_by_job_and_type ON runs (job_id, run_type, start_time, run_id);

-- Who has an entry on which job, to filter lists by. What the entries are, `permissions` says.
CREATE TABLE permission_entries (
    principal TEXT NOT NULL,
    job_id    INTEGER NOT NULL,
    PRIMARY KEY (principal, job_id)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO permission_entries (principal, job_id)
SELECT json_extract(entry.value, '$.principal'), job_id
FROM permissions, json_each(permissions.document) AS entry;
