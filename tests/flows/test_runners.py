"""A runner whose packages are missing is told with what to install, before anything starts."""

from __future__ import annotations

from typing import Literal

import pytest

from flows import runners
from flows.runners import RunnerMissingError, check_runner
from flows.settings import Settings


@pytest.mark.parametrize("runner", ["dask", "ray"])
def test_a_missing_extra_is_told_with_how_to_install_it(
    runner: Literal["dask", "ray"], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runners, "find_spec", lambda name: None)
    with pytest.raises(RunnerMissingError, match=rf"needs prefect_{runner} and .*make setup EXTRA={runner}"):
        check_runner(Settings(runner=runner))


def test_processes_need_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runners, "find_spec", lambda name: None)
    check_runner(Settings())
