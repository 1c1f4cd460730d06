-- What task runs left behind that were run on this machine: too large to be kept with their states.
CREATE TABLE local_outputs (
    run_id           INTEGER PRIMARY KEY, -- of the task run
    logs             TEXT NOT NULL,
    logs_truncated   INTEGER NOT NULL,
    result           TEXT,                -- what a notebook exited with
    result_truncated INTEGER NOT NULL
) STRICT;
