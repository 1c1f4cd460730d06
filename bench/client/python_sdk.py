"""The request by the official Python SDK; commands and answers are those of the other programs."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from databricks.sdk import WorkspaceClient

IN_FLIGHT = 64
RUN_ID = 455_644_833


def client(url):
    return WorkspaceClient(host=url, token="benchmark", auth_type="pat")


def request(workspace):
    assert workspace.jobs.get_run(RUN_ID).run_id == RUN_ID


def main():
    url = sys.argv[1]
    workspace = client(url)
    with ThreadPoolExecutor(IN_FLIGHT) as threads:
        for line in sys.stdin:
            what, times = line.split()
            wall, cpu = time.perf_counter_ns(), time.process_time_ns()
            if what == "construct":
                for _ in range(int(times)):
                    client(url)
            elif what == "sequential":
                for _ in range(int(times)):
                    request(workspace)
            elif what == "concurrent":
                for _ in threads.map(lambda _: request(workspace), range(int(times))):
                    pass
            else:
                raise ValueError(f"no command `{what}`")
            wall, cpu = time.perf_counter_ns() - wall, time.process_time_ns() - cpu
            print(wall, cpu, sep="\t", flush=True)


if __name__ == "__main__":
    main()
