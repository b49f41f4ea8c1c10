"""The files of deploy/: systemd takes the units and rates them, the container files name what is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
PROGRAM = "/opt/depesche/.venv/bin/depesche"
MOST_EXPOSED = 2.0
"""Of 10, by `systemd-analyze security`; a service without any hardening has 9.6."""

needs_systemd = pytest.mark.skipif(
    not shutil.which("systemd-analyze"),
    reason="there is no systemd-analyze; on Debian: apt-get install systemd",
)


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units with a program that every machine has, for systemd looks whether it is there."""
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text("utf-8").replace(PROGRAM, "/bin/true"), "utf-8")
    return tmp_path


@needs_systemd
def test_systemd_has_no_complaint(units: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(units.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if "depesche" in line]
    assert (done.returncode, complaints) == (0, [])


@needs_systemd
@pytest.mark.parametrize("service", SERVICES, ids=lambda unit: unit.name)
def test_services_are_shut_in(units: Path, service: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(units / service.name)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and "offline" in done.stderr:
        pytest.skip("this systemd cannot rate units that are not installed; version 250 can")
    found = re.search(r"exposure level for .*: ([\d.]+)", done.stdout)
    assert found, done.stderr
    assert float(found[1]) <= MOST_EXPOSED


def test_the_services_differ_in_what_they_start_alone() -> None:
    serve, run = (
        settings_of(DEPLOY / "systemd" / name) for name in ("depesche.service", "depesche-run.service")
    )
    differing = {key for key in serve.keys() | run.keys() if serve.get(key) != run.get(key)}
    own = {"Description", "Type", "ExecStart", "Restart", "RestartSec", "WantedBy"}
    assert differing - own == {"StartLimitIntervalSec", "StartLimitBurst"}


def settings_of(unit: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in unit.read_text("utf-8").splitlines():
        if line and line[0] not in "#[":
            key, value = line.split("=", 1)
            found.setdefault(key, []).append(value)
    return found


def test_the_example_names_settings_that_exist() -> None:
    named = re.findall(r"^(?:# )?DEPESCHE_(\w+)=", (DEPLOY / "depesche.env.example").read_text("utf-8"), re.M)
    assert len(named) >= 4
    assert {name.lower() for name in named} <= Settings.model_fields.keys()


def test_the_image_copies_what_is_there_and_what_the_context_lets_through() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (DEPLOY / "Containerfile").read_text("utf-8"), re.M)
    sources = {source for line in copied for source in line.split()}
    assert all((ROOT / source).exists() for source in sources)
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert sources == {line[1:] for line in ignored if line.startswith("!")}


def test_the_image_does_not_run_as_root() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    assert text.index("\nUSER 10001") > text.rindex("\nRUN ")
    assert "\nARG BASE=" in text
    assert "FROM ${BASE}" in text


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8")))


def test_compose_joins_what_it_declares() -> None:
    services, volumes = compose()["services"], compose()["volumes"]
    assert services.keys() == {"postgres", "server", "depesche"}
    for service in services.values():
        assert service.get("depends_on", {}).keys() <= services.keys()
        named = {volume.split(":")[0] for volume in service["volumes"] if volume[0].isalpha()}
        assert named <= volumes.keys()
        assert "no-new-privileges:true" in service["security_opt"]
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    assert (
        DEPLOY / services["server"]["build"]["context"] / services["server"]["build"]["dockerfile"]
    ).exists()


def test_no_secret_stands_in_a_file() -> None:
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            for value in re.findall(r"PASSWORD[:=]\s*(\S+)", path.read_text("utf-8")):
                assert value.startswith(("${", "%s")), f"{path.name}: {value}"
