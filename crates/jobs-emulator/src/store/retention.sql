-- When runs ended, to forget them some time later.
ALTER TABLE runs ADD COLUMN end_time INTEGER; -- NULL while they are active
UPDATE runs SET end_time = state ->> '$.episodes[#-1].ended' WHERE NOT active;
CREATE INDEX runs_by_end ON runs (end_time) WHERE end_time IS NOT NULL;
CREATE INDEX idempotency_tokens_by_run ON idempotency_tokens (run_id);
