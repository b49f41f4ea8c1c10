"""Deploy: make the deployments of prefect.yaml known to a server, without undoing what its users paused.

``prefect deploy`` makes every schedule of a deployment anew, with a new id and active (Prefect 3.8): a pause is
lost, and a run that the scheduler just planned by the old id is planned once more by the new one
(PrefectHQ/prefect #18894, #17703). So what is deployed already is left alone, and pauses are carried over.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from flows.logs import say
from flows.prefect_api import PrefectApi
from flows.server import PROJECT

PLAN = PROJECT / "prefect.yaml"


class DeployError(Exception):
    """A command of Prefect failed; the message holds its last words."""


def deploy(api: PrefectApi, pool: str, environment: Mapping[str, str], record: Path) -> bool:
    """Make the work pool and the deployments as prefect.yaml says; return whether anything had to be done.

    ``record`` is the file that remembers what was deployed where. DeployError where Prefect refuses.
    """
    found = api.deployments()
    mark = fingerprint(api.url, environment)
    ids = sorted(d["id"] for d in found)
    if found and _recorded(record) == [mark, *ids]:
        return False
    paused = [(d["name"], s["slug"]) for d in found for s in d["schedules"] if not s["active"]]
    make_pool(api, pool)
    prefect(["--no-prompt", "deploy", "--all"], environment)
    deployments = api.deployments()
    for deployment in deployments:
        for schedule in deployment["schedules"]:
            if (deployment["name"], schedule["slug"]) in paused:
                pause(api, deployment, schedule)
    record.write_text(json.dumps([mark, *sorted(d["id"] for d in deployments)]))
    say("deployed", deployments=len(deployments), schedules_paused=len(paused))
    return True


def make_pool(api: PrefectApi, pool: str) -> None:
    """Make the process work pool, or bring it up to this version of Prefect.

    ``prefect work-pool create`` would ask GitHub for the template that lies in the package, too.
    """
    template = json.loads(_templates().read_text("utf-8"))["prefect"]["process"][
        "default_base_job_configuration"
    ]
    if api.call("POST", "/work_pools/filter", {"work_pools": {"name": {"any_": [pool]}}}):
        api.call("PATCH", f"/work_pools/{pool}", {"base_job_template": template})
    else:
        api.call("POST", "/work_pools/", {"name": pool, "type": "process", "base_job_template": template})


def pause(api: PrefectApi, deployment: Mapping[str, Any], schedule: Mapping[str, Any]) -> None:
    """Pause a schedule; runs that it planned are taken back by the server."""
    api.call("PATCH", f"/deployments/{deployment['id']}/schedules/{schedule['id']}", {"active": False})


def fingerprint(url: str, environment: Mapping[str, str]) -> str:
    """What a deployment follows from: the file, the folder it runs in, Prefect's version, and the server."""
    parts = [PLAN.read_text("utf-8"), environment["DEPESCHE_PROJECT"], version("prefect"), url]
    return sha256("\0".join(parts).encode()).hexdigest()


def prefect(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a command of Prefect to its end; DeployError with its last words where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "prefect", *arguments],
        env={**os.environ, **environment},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-3:]
        raise DeployError(f"prefect {' '.join(arguments)} failed: {' '.join(last)}")


def _templates() -> Path:
    spec = find_spec("prefect")  # found, not imported: that takes seconds
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "server/api/collections_data/views/aggregate-worker-metadata.json"


def _recorded(record: Path) -> list[str]:
    try:
        return list(json.loads(record.read_text()))
    except (OSError, ValueError):
        return []
