-- The greatest id of what has been deleted: no id is given twice.
CREATE TABLE deleted (
    greatest_id INTEGER NOT NULL
) STRICT;
INSERT INTO deleted (greatest_id) VALUES (0);
