-- Settings of jobs and one-time runs, as they came. A version is written once and never changed:
-- runs point to the one that they were started with.
CREATE TABLE settings (
    settings_id INTEGER PRIMARY KEY AUTOINCREMENT,
    used        INTEGER NOT NULL DEFAULT 0, -- whether a run points to it
    document    TEXT NOT NULL
) STRICT;

CREATE TABLE jobs (
    job_id       INTEGER PRIMARY KEY,
    created_time INTEGER NOT NULL,
    creator      TEXT NOT NULL,
    name_key     TEXT NOT NULL, -- the name in lower case, to filter by
    settings_id  INTEGER NOT NULL REFERENCES settings
) STRICT;
CREATE INDEX jobs_by_time ON jobs (created_time, job_id);
CREATE INDEX jobs_by_name ON jobs (name_key, created_time, job_id);

CREATE TABLE runs (
    run_id      INTEGER PRIMARY KEY,
    job_id      INTEGER NOT NULL, -- of a job that may be gone, or of none
    run_type    TEXT NOT NULL,
    start_time  INTEGER NOT NULL,
    active      INTEGER NOT NULL,
    settings_id INTEGER NOT NULL REFERENCES settings,
    request     TEXT NOT NULL, -- what it was started with
    state       TEXT NOT NULL  -- the state machine's, without the task runs
) STRICT;
CREATE INDEX runs_by_time ON runs (start_time, run_id);
CREATE INDEX runs_by_job ON runs (job_id, start_time, run_id);
CREATE INDEX runs_active ON runs (start_time, run_id) WHERE active;

CREATE TABLE task_runs (
    job_run_id INTEGER NOT NULL,
    position   INTEGER NOT NULL, -- in the order in which the run made them
    run_id     INTEGER NOT NULL,
    state      TEXT NOT NULL,
    PRIMARY KEY (job_run_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_runs_by_id ON task_runs (run_id);

CREATE TABLE idempotency_tokens (
    operation TEXT NOT NULL,
    token     TEXT NOT NULL,
    run_id    INTEGER NOT NULL,
    PRIMARY KEY (operation, token)
) STRICT, WITHOUT ROWID;

CREATE TABLE permissions (
    job_id   INTEGER PRIMARY KEY,
    document TEXT NOT NULL -- the direct entries; inherited ones are not stored
) STRICT;
