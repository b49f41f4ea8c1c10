"""The files of deploy/: systemd takes the units and rates them, the container files name what is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.cli import app
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


def test_the_image_holds_every_package_compiled() -> None:
    packages = set(
        tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"][
            "wheel"
        ]["packages"]
    )
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    assert packages == set(re.findall(r"^COPY (\w+) \1$", text, re.M)) - {"requirements"}
    (compiled,) = re.findall(r"compileall -q ([\w ]+)", text)
    assert packages == set(compiled.split())


def test_what_is_started_is_a_command_with_these_options() -> None:
    started = [settings_of(unit)["ExecStart"][0].removeprefix(PROGRAM).split() for unit in SERVICES]
    (command,) = re.findall(r"^CMD (\[.*\])$", (DEPLOY / "Containerfile").read_text("utf-8"), re.M)
    started += [yaml.safe_load(command), compose()["services"]["depesche"]["command"]]
    known = {info.name or info.callback.__name__ for info in app.registered_commands if info.callback}
    assert started
    for words in started:
        assert (len(words), set(words) <= known) == (1, True), words


def test_the_server_of_compose_understands_its_command_and_its_settings() -> None:
    server = compose()["services"]["server"]
    assert server["entrypoint"][:3] == ["prefect", "server", "start"]
    told = subprocess.run(
        [sys.executable, "-m", *server["entrypoint"][:3], "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    for option in (word for word in server["entrypoint"][3:] if word.startswith("--")):
        assert option in told.stdout
    assert set(named_settings(server)) <= prefect_settings()


def named_settings(service: dict[str, Any]) -> list[str]:
    return [name for name in service["environment"] if name.startswith("PREFECT_")]


def prefect_settings() -> set[str]:
    """The variables that Prefect reads, in a process of its own: an import reads the environment."""
    code = (
        "from prefect.settings.base import PrefectBaseSettings\n"
        "import prefect.settings.models.root\n"
        "def names(kind):\n"
        "    prefix = kind.model_config.get('env_prefix', 'PREFECT_')\n"
        "    for name, field in kind.model_fields.items():\n"
        "        if isinstance(field.annotation, type) and issubclass(field.annotation, PrefectBaseSettings):\n"
        "            yield from names(field.annotation)\n"
        "        else:\n"
        "            yield (prefix + name).upper()\n"
        "print(*names(prefect.settings.models.root.Settings))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


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
