-- What somebody was told, the latest of it.
CREATE TABLE notifications (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    destination TEXT,         -- where it is still to be posted to; NULL if nowhere, or no more
    document    TEXT NOT NULL
) STRICT;
CREATE INDEX notifications_to_post ON notifications (destination, number)
WHERE destination IS NOT NULL;

CREATE TABLE notification_destinations (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT NOT NULL UNIQUE,
    created_time INTEGER NOT NULL,
    display_name TEXT NOT NULL,
    config       TEXT NOT NULL -- with secrets
) STRICT;

-- What is watched of active runs by health rules.
CREATE TABLE watches (
    job_run_id  INTEGER NOT NULL,
    task_run_id INTEGER NOT NULL, -- 0 for the job run itself
    document    TEXT NOT NULL,
    PRIMARY KEY (job_run_id, task_run_id)
) STRICT, WITHOUT ROWID;

-- What jobs were said to lack to comply with their policies.
CREATE TABLE policy_compliance (
    job_id    INTEGER NOT NULL,
    policy_id TEXT NOT NULL, -- empty for whichever policy the job uses
    document  TEXT NOT NULL,
    PRIMARY KEY (job_id, policy_id)
) STRICT, WITHOUT ROWID;
