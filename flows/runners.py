"""Runners: what DEPESCHE_RUNNER can name, and whether what it names is installed."""

from __future__ import annotations

from importlib.util import find_spec

from flows.settings import Settings

EXTRAS = {"dask": ("prefect_dask", "distributed"), "ray": ("prefect_ray", "ray")}
"""Runner -> the modules that it needs beyond what Depesche needs."""


class RunnerMissingError(Exception):
    """The runner's packages are not installed; the message says how to install them."""

    exit_code = 2


def check_runner(settings: Settings) -> None:
    """RunnerMissingError where the chosen runner's packages are not installed; nothing is imported."""
    missing = [name for name in EXTRAS.get(settings.runner, ()) if find_spec(name) is None]
    if missing:
        raise RunnerMissingError(
            f"DEPESCHE_RUNNER={settings.runner} needs {' and '.join(missing)}, not installed here; install with:"
            f" make setup EXTRA={settings.runner} (or: pip install 'depesche[{settings.runner}]')"
        )
