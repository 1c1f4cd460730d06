//! What the SDK adds for jobs and runs, over the emulator.

mod blocking;
mod cancel;
mod common;
mod convert;
mod create_or_get;
mod diff;
mod edit;
mod outputs;
mod repair;
mod settings;
mod timeline;
mod update;

// T11: what is asked for can be asked for on any thread.
#[test]
fn futures_can_be_sent_to_other_threads() -> common::Result {
    fn assert_send(_: impl Send) {}
    let (client, _) = common::workspace(|emulator| emulator)?;
    let run = jobs_api::types::Run::new();
    let job = jobs_api::operations::CreateJob::new;
    assert_send(client.edit(1, |_| {}));
    assert_send(client.apply(1, jobs_api::types::JobSettings::new()));
    assert_send(client.run_outputs(1));
    assert_send(client.outputs_of(&run));
    assert_send(client.repair_failed(1));
    assert_send(client.cancel_and_wait(1).into_future());
    assert_send(client.cancel_all(1));
    assert_send(client.cancel_all_and_wait(1));
    assert_send(client.create_or_get_by_name(job()));
    assert_send(client.create_or_get_by_tag("tag", job()));
    Ok(())
}
