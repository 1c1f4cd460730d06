-- What an emulator wrote whose schema was the first one: a job with a schedule, a run that has ended
-- and one that is active.
INSERT INTO settings VALUES
    (1,
     1,
     '{"name":"old","schedule":{"quartz_cron_expression":"0 0 0 * * ?","timezone_id":"UTC"},"tasks":[{"notebook_task":{"notebook_path":"/a"},"task_key":"a"}]}');
INSERT INTO jobs VALUES
    (1800000000000001,
     1800000000000,
     'jobs@emulator.local',
     'old',
     1);
INSERT INTO runs VALUES
    (1800000000000002,
     1800000000000001,
     'JOB_RUN',
     1800000000000,
     0,
     1,
     '{"run_name":"old","creator":"jobs@emulator.local","job_parameters":{},"overriding_parameters":{},"max_concurrent_runs":1,"single_task":false,"disabled":[],"parent":null,"cause":"OneTime"}',
     '{"phase":"Terminated","stop":null,"created":1800000000000,"admitted":1800000000000,"episodes":[{"repair_id":null,"started":1800000000000,"ended":1800000000100,"ending":"Success"}]}');
INSERT INTO runs VALUES
    (1800000000000004,
     1800000000000001,
     'JOB_RUN',
     1800000001000,
     1,
     1,
     '{"run_name":"old","creator":"jobs@emulator.local","job_parameters":{},"overriding_parameters":{},"max_concurrent_runs":1,"single_task":false,"disabled":[],"parent":null,"cause":"OneTime"}',
     '{"phase":"Pending","stop":null,"created":1800000001000,"admitted":1800000001000,"episodes":[{"repair_id":null,"started":1800000001000,"ended":null,"ending":null}]}');
INSERT INTO task_runs VALUES
    (1800000000000002,
     0,
     1800000000000003,
     '{"run_id":1800000000000003,"task_key":"a","number":0,"original_run_id":1800000000000003,"episode":0,"retried":0,"settings":1,"phase":"Terminated","started":1800000000000,"running":1800000000020,"stopping":null,"ended":1800000000100,"result":"Success","output":{"error":null,"error_trace":null,"value":null,"condition":null,"values":{},"job_run":null}}');
INSERT INTO task_runs VALUES
    (1800000000000004,
     0,
     1800000000000005,
     '{"run_id":1800000000000005,"task_key":"a","number":0,"original_run_id":1800000000000005,"episode":0,"retried":0,"settings":1,"phase":"Pending","started":1800000001000,"running":null,"stopping":null,"ended":null,"result":null,"output":{"error":null,"error_trace":null,"value":null,"condition":null,"values":{},"job_run":null}}');
INSERT INTO idempotency_tokens VALUES
    ('run-now',
     't',
     1800000000000002);
INSERT INTO permissions VALUES
    (1800000000000001,
     '[{"principal":{"user":"ada@example.com"},"level":"CAN_VIEW"},{"principal":{"user":"jobs@emulator.local"},"level":"IS_OWNER"}]');
