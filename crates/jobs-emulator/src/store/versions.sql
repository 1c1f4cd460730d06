-- Whether runs of a job wait when too many are active and its settings do not say: by the version of
-- the API that the job was made through.
ALTER TABLE jobs ADD COLUMN queues INTEGER NOT NULL DEFAULT 1;
