-- Files, notebooks and folders: those of the workspace, and those of DBFS with the volumes.
CREATE TABLE files (
    place     TEXT NOT NULL,    -- 'workspace' or 'dbfs'
    path      TEXT NOT NULL,    -- normalised, without a slash at the end
    parent    TEXT NOT NULL,    -- path of the folder that it is in
    object_id INTEGER NOT NULL,
    kind      TEXT NOT NULL,    -- 'DIRECTORY', 'FILE' or 'NOTEBOOK'
    language  TEXT,             -- of a notebook
    jupyter   INTEGER NOT NULL, -- whether a notebook is kept in Jupyter's form
    size      INTEGER NOT NULL, -- in bytes
    created   INTEGER NOT NULL,
    modified  INTEGER NOT NULL,
    PRIMARY KEY (place, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX files_by_parent ON files (place, parent, path);

-- What files are made of: blocks, as they came.
CREATE TABLE file_blocks (
    object_id INTEGER NOT NULL,
    start     INTEGER NOT NULL, -- where in the file it begins
    content   BLOB NOT NULL,
    PRIMARY KEY (object_id, start)
) STRICT;

-- Files of DBFS that are being written block by block.
CREATE TABLE file_streams (
    handle INTEGER PRIMARY KEY,
    path   TEXT NOT NULL,
    used   INTEGER NOT NULL -- when it was last written to
) STRICT;
