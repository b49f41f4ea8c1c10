"""Hooks: what Prefect calls when a run of a flow has ended, to tell those who wait for it."""

from __future__ import annotations

import os
from typing import Any

from prefect import Flow
from prefect.client.schemas.objects import FlowRun, State

from flows.gate import DataHeldError
from flows.lifetime import end_with
from flows.logs import reason, say, start_logging
from flows.notify import OVER, tell
from flows.settings import Settings

SKIPPED = "Skipped"
"""Name of the state of a run that left the work to another one, and so says nothing about its own."""


def end_with_worker(_flow: Flow[..., Any], run: FlowRun, _state: State[Any]) -> None:
    """Let the process of a deployed run end with its worker: without it nobody would learn how the run ends."""
    if run.deployment_id is not None:
        end_with(os.getppid())


def tell_failure(flow: Flow[..., Any], run: FlowRun, state: State[Any]) -> None:
    """Tell that a run failed, or that its data was held back."""
    error = state.result(raise_on_failure=False)
    detail = reason(error) if isinstance(error, BaseException) else state.message or ""
    _tell(flow, run, "held" if isinstance(error, DataHeldError) else "failed", detail)


def tell_crash(flow: Flow[..., Any], run: FlowRun, _state: State[Any]) -> None:
    """Tell that a run was cut off."""
    _tell(flow, run, "crashed")


def tell_success(flow: Flow[..., Any], run: FlowRun, state: State[Any]) -> None:
    """Tell that a trouble is over, if there was one."""
    if state.name != SKIPPED:
        _tell(flow, run, OVER)


HOOKS: dict[str, Any] = {
    "on_running": [end_with_worker],
    "on_failure": [tell_failure],
    "on_crashed": [tell_crash],
    "on_completion": [tell_success],
}


def _tell(flow: Flow[..., Any], run: FlowRun, problem: str, detail: str = "") -> None:
    settings = Settings()
    start_logging(settings.log)
    if problem != OVER:
        say("run", flow=flow.name, state=problem, error=detail)
    tell(settings, flow.name, problem, detail, run.name)
