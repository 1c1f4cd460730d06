"""Checks of what stands beside Jobs: credentials, clusters and libraries."""

from __future__ import annotations

from databricks.sdk import WorkspaceClient
from databricks.sdk.core import Config
from databricks.sdk.service.compute import Library, PythonPyPiLibrary, State

from checks import equal
from service import suite, unique, workspace


@suite.check("a client's secret gets a token, which the service takes")
def client_credentials() -> None:
    config = Config(
        host=workspace.config.host,
        client_id="robot",
        client_secret="canary-client-secret",
        auth_type="oauth-m2m",
    )
    client = WorkspaceClient(config=config)
    equal("the caller", client.current_user.me().user_name, "robot")
    job = client.jobs.create(name=unique("made by a robot"))
    equal("its jobs", client.jobs.get(job.job_id).creator_user_name, "robot")
    client.jobs.delete(job.job_id)


@suite.check("clusters are made, stopped, started and deleted, and the SDK's waits end")
def clusters() -> None:
    made = workspace.clusters.create_and_wait(spark_version="16.4.x-scala2.12", num_workers=1)
    cluster_id = made.cluster_id
    equal("made", made.state, State.RUNNING)
    equal("stopped", workspace.clusters.delete_and_wait(cluster_id).state, State.TERMINATED)
    workspace.clusters.ensure_cluster_is_running(cluster_id)
    equal("started", workspace.clusters.get(cluster_id).state, State.RUNNING)
    workspace.clusters.restart_and_wait(cluster_id)
    equal("listed", cluster_id in [each.cluster_id for each in workspace.clusters.list()], True)
    workspace.clusters.permanent_delete(cluster_id)
    workspace.clusters.ensure_cluster_is_running("0101-000000-any")


@suite.check("libraries are put on a cluster and seen there")
def libraries() -> None:
    library = Library(pypi=PythonPyPiLibrary(package=unique("numpy")))
    workspace.libraries.install("0101-000000-libraries", [library])
    statuses = list(workspace.libraries.cluster_status("0101-000000-libraries"))
    equal("installed", library in [status.library for status in statuses], True)
