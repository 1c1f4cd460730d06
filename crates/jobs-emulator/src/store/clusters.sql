-- Clusters that were made or stopped through the API, and what was put on them. All others exist and
-- run.
CREATE TABLE clusters (
    cluster_id TEXT PRIMARY KEY,
    state      TEXT NOT NULL, -- RUNNING, TERMINATED, or DELETED for good
    document   TEXT NOT NULL  -- as it was made
) STRICT, WITHOUT ROWID;

CREATE TABLE libraries (
    cluster_id TEXT NOT NULL,
    library    TEXT NOT NULL,
    status     TEXT NOT NULL, -- INSTALLED, UNINSTALL_ON_RESTART
    PRIMARY KEY (cluster_id, library)
) STRICT, WITHOUT ROWID;
