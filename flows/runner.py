"""Run the ingest flow from the command line: check what can be checked at once, run it, sum it up in words."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from flows.local_prefect import local_prefect
from flows.logs import start_logging
from flows.runners import check_runner
from flows.settings import Settings
from flows.sources import chosen, open_source
from flows.work import ensure_home
from news.engines import check_engine
from news.knowledge.own import use
from schemas import Run


def run_ingest(
    settings: Settings, source: str | None, *, full: bool, prune: bool = False, verbose: bool
) -> Run:
    """Run the flow and return its row.

    A source or a language engine that is not there, a home that cannot be written or own knowledge with a bad
    row is told before Prefect starts, which takes seconds. Raises what the flow raises, and KeyboardInterrupt
    on Ctrl-C and SIGTERM: then no process is left behind, and the next run goes on.
    """
    source = chosen(source, settings)
    open_source(source).check()
    _prepare(settings)
    with _stoppable(), local_prefect(settings, log_level="INFO" if verbose else "CRITICAL") as wait:
        from flows.ingest import ingest  # noqa: PLC0415 - Prefect reads its environment when it is imported

        wait()
        run = ingest(source, full=full, prune=prune)
    assert isinstance(run, Run)  # a run that was called is never skipped
    return run


def run_recode(settings: Settings, *, verbose: bool) -> Run:
    """Run the recode flow and return its row; raises what the flow raises, and stops as :func:`run_ingest` does."""
    _prepare(settings)
    with _stoppable(), local_prefect(settings, log_level="INFO" if verbose else "CRITICAL") as wait:
        from flows.recode import recode  # noqa: PLC0415 - Prefect reads its environment when it is imported

        wait()
        return recode()


def _prepare(settings: Settings) -> None:
    """Tell at once what can be told without Prefect."""
    check_engine(settings.model)
    check_runner(settings)
    ensure_home(settings.home)
    use(settings.knowledge_folders)
    start_logging(settings.log)
    if sys.stderr.isatty():
        print("Starting Prefect …", file=sys.stderr)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let SIGTERM, by which systemd and containers stop a process, do what Ctrl-C does.

    A stop stays a stop where Prefect, tidying up behind it, raises an error of its own: a task that was just
    being made has no run yet, and says so.
    """
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except Exception as error:
        if _follows_a_stop(error):
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _follows_a_stop(error: BaseException | None) -> bool:
    from prefect.exceptions import ExternalSignal  # noqa: PLC0415 - as above

    while error is not None and not isinstance(error, KeyboardInterrupt | ExternalSignal):
        error = error.__context__
    return error is not None
