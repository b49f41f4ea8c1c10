"""Notify: tell a webhook and a local command when a run failed or held its data back, and when that is over."""

from __future__ import annotations

import json
import logging
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

from expectations.verdict import alarms, describe
from flows.logs import say
from flows.settings import Settings
from flows.work import now
from schemas import Check

TRIES = 3
WAIT_SECONDS = 2.0
"""Before the second try; twice as long before each further one."""
HTTP_SECONDS = 10.0
COMMAND_SECONDS = 60.0
OVER = "recovered"
ALARM = "alarm"
DATA = "data"
"""What a trouble of the data is booked under: the runs that bring them go well."""
PROBLEMS = {
    "failed": "broke off with an error",
    "held": "was held back by the quality gate",
    "crashed": "was cut off: its process is gone",
    ALARM: "of a published run is not as usual",
    OVER: "went well again",
}


@dataclass(frozen=True, slots=True)
class Incident:
    """A trouble of one flow that is not over, as the home folder remembers it."""

    problem: str
    since: str
    told: tuple[str, ...] = field(default=())
    """Channels that know of it."""
    causes: tuple[str, ...] = field(default=())
    """The expectations that are broken, where it is about data."""


def tell(
    settings: Settings,
    flow: str,
    problem: str,
    detail: str = "",
    run: str = "",
    *,
    causes: tuple[str, ...] = (),
) -> None:
    """Tell of a trouble once, however many runs it lasts, and once that it is over (``recovered``).

    A channel that could not be reached is tried again by the next run that has the same trouble. Never raises:
    a run does not fail because nobody could be told; that is logged.
    """
    try:
        _tell(settings, flow, problem, detail, run, causes)
    except Exception as error:
        say("notify", level=logging.ERROR, problem=problem, error=type(error).__name__)


def tell_alarms(settings: Settings, checks: Sequence[Check], run: str, *, is_complete: bool = True) -> None:
    """Tell what a published run's checks say of its feed: one message that names all that is not as usual.

    It is told again where an expectation joins that was not named, and is over once none is broken. A run that read
    nothing checks little (not ``is_complete``) and cannot say that it is over.
    """
    broken = alarms(checks)
    if broken:
        causes = tuple(sorted({f"{c.table_name}: {c.expectation}" for c in broken}))
        tell(settings, DATA, ALARM, "; ".join(describe(c) for c in broken), run, causes=causes)
    elif is_complete:
        tell(settings, DATA, OVER, run=run)


def incidents(settings: Settings) -> dict[str, Incident]:
    """The troubles that are not over, by flow."""
    try:
        found = json.loads(_file(settings).read_text("utf-8"))
        return {
            flow: Incident(i["problem"], i["since"], tuple(i["told"]), tuple(i.get("causes", ())))
            for flow, i in found.items()
        }
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _tell(
    settings: Settings, flow: str, problem: str, detail: str, run: str, causes: tuple[str, ...]
) -> None:
    known = incidents(settings)
    before = known.get(flow)
    if problem == OVER and before is None:
        return
    is_known = before and problem in {OVER, before.problem} and set(causes) <= set(before.causes)
    incident = before if before and is_known else Incident(problem, _stamp(), causes=causes)
    told = incident.told
    channels = told if problem == OVER else [c for c in _channels(settings) if c not in told]
    event = {
        "event": problem,
        "flow": flow,
        "message": f"Depesche on {socket.gethostname()}: {flow} {PROBLEMS[problem]}"
        + (f": {detail}" if detail else ""),
        "detail": detail,
        "run": run,
        "home": str(settings.home.resolve()),
        "host": socket.gethostname(),
        "at": _stamp(),
        "since": incident.since,
        "causes": list(incident.causes),
    }
    reached = tuple(c for c in channels if _reach(settings, c, event))
    if problem == OVER:
        known.pop(flow)
    else:
        known[flow] = replace(incident, told=(*incident.told, *reached))
    _remember(settings, known)


def _channels(settings: Settings) -> tuple[str, ...]:
    set_up = {"webhook": settings.notify_url, "command": settings.notify_command}
    return tuple(name for name, how in set_up.items() if how)


def _reach(settings: Settings, channel: str, event: dict[str, Any]) -> bool:
    for number in range(TRIES):
        if number:
            time.sleep(WAIT_SECONDS * 2 ** (number - 1))
        trouble = _post(settings, event) if channel == "webhook" else _call(settings, event)
        if trouble is None:
            say("notify", channel=channel, problem=event["event"], flow=event["flow"])
            return True
    say("notify", level=logging.ERROR, channel=channel, problem=event["event"], error=trouble)
    return False


def _post(settings: Settings, event: dict[str, Any]) -> str | None:
    """Why the webhook did not take it; the address is a secret and in none of the words."""
    if settings.notify_url is None:
        return None
    try:
        # "text" is what the chat systems show; they leave the rest alone.
        body = {"text": event["message"], **event}
        reply = httpx.post(settings.notify_url.get_secret_value(), json=body, timeout=HTTP_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return type(error).__name__
    return None if reply.is_success else f"HTTP {reply.status_code}"


def _call(settings: Settings, event: dict[str, Any]) -> str | None:
    """Why the command failed."""
    try:
        done = subprocess.run(
            settings.notify_command,
            input=json.dumps(event, ensure_ascii=False).encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=COMMAND_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    return f"exit code {done.returncode}" if done.returncode else None


def _remember(settings: Settings, known: dict[str, Incident]) -> None:
    path = _file(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({flow: asdict(i) for flow, i in known.items()}, indent=1), "utf-8")
    beside.replace(path)


def _file(settings: Settings) -> Path:
    return settings.home / "incidents.json"


def _stamp() -> str:
    return f"{now().isoformat(timespec='seconds')}Z"
