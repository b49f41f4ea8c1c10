"""Context: the Great Expectations project of a home folder, its checkpoint, and the results of a run."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from tqdm import tqdm

from expectations.figures import Figure
from expectations.lazily import import_lazily
from expectations.leftovers import remove_half_written

GX = "gx"
"""Great Expectations' own name for the folder of a project."""
CHECKPOINT = "run"
KEPT_RUNS = 10
"""The project keeps the results of so many runs; quality.checks keeps those of all."""
SOURCE = "staged"
ASSET = "figures"
BATCH = "of_run"
POSTPONED = ("altair", "jsonschema", "scipy.stats")
"""What Great Expectations imports for expectations that are not used here; half of its time to start."""
HIDDEN = ("azure", "boto3", "botocore", "google", "pyspark", "sqlalchemy")
"""What it imports where it is installed, for stores and sources that are not used here; a third of what is left."""


def load_great_expectations() -> Any:
    """Import Great Expectations, which takes seconds, and ours; without its questions to a server at each start."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    gx = import_lazily("great_expectations", POSTPONED, HIDDEN)
    # The lock of its progress bars is a semaphore of the system, which outlives a process that is killed.
    tqdm.set_lock(threading.RLock())
    for logger in ("great_expectations", "great_expectations.data_context.types.base"):
        logging.getLogger(logger).setLevel(logging.WARNING)
    import_module("expectations.custom")  # of a stored suite it leaves out what it does not know
    return gx


class Project:
    """A Great Expectations project: below a folder, where its users find it, or in memory.

    It has one suite per table, and one checkpoint that runs all of them on the figures of a run.
    """

    def __init__(self, folder: Path | None, run_id: str) -> None:
        self._gx = load_great_expectations()
        self.folder = folder
        self.run_id = run_id
        if folder:
            self._make(folder)
            remove_half_written(folder / GX)
        self.context = self._open(folder)
        self._results: list[Any] = []
        self._digests: dict[str, str] = {}
        self._checkpoint: Any = None

    def prepare(self, suites: Mapping[str, Sequence[Figure]]) -> None:
        """Do what depends on no count: suites, their checkpoint and their pages as the figures will want them."""
        self._up_to_date(suites)
        # No page keeps rows from being judged; build_data_docs tries again, and raises.
        with suppress(Exception):
            self._write_pages([], with_index=False)

    def validate(self, suites: Mapping[str, Sequence[Figure]]) -> dict[str, bool]:
        """Run the checkpoint on the figures of each suite; whether the rules are met, by rule.

        RuntimeError where one cannot be computed at all: that is a fault of the expectation, not of the rows.
        """
        from great_expectations.core.run_identifier import RunIdentifier  # noqa: PLC0415 - takes seconds

        from expectations.custom import frame_of  # noqa: PLC0415 - imports Great Expectations

        self._forget_runs([self.run_id])  # it may have been checked before articles were set aside
        frame = frame_of([figure for figures in suites.values() for figure in figures])
        outcome = self._up_to_date(suites).run(
            batch_parameters={"dataframe": frame}, run_id=RunIdentifier(run_name=self.run_id)
        )
        self._results = list(outcome.run_results)
        results = [result for of_suite in outcome.run_results.values() for result in of_suite.results]
        for one in results:
            _raise_if_not_computed(one)
        return {one.expectation_config.kwargs["rule"]: bool(one.success) for one in results}

    def build_data_docs(self) -> Path | None:
        """Write the pages of this run and the index; the pages of older runs stay. None for a project in memory."""
        if self.folder is None:
            return None
        self._forget_old_runs()
        if self._results:
            self._write_pages(self._results, with_index=True)
        return self._site

    def _make(self, folder: Path) -> None:
        """Make the project where there is none: all of it at once, so that a killed run leaves no part of one."""
        unfinished = folder / f"{GX}-new"
        shutil.rmtree(unfinished, ignore_errors=True)
        if (folder / GX).exists():
            return
        context = self._open(unfinished)
        # Without buttons, and a window over the first page, that lead to tutorials on the network.
        for name, site in context.variables.data_docs_sites.items():
            context.update_data_docs_site(name, {**site, "show_how_to_buttons": False})
        _batch(context)
        (unfinished / GX).rename(folder / GX)
        unfinished.rmdir()

    def _open(self, folder: Path | None) -> Any:
        context = (
            self._gx.get_context(mode="file", project_root_dir=folder)
            if folder
            else self._gx.get_context(mode="ephemeral")
        )
        # Set for this process alone: the variable of the context would write its file once more.
        context.config.progress_bars = {"globally": False, "metric_calculations": False}
        return context

    def _up_to_date(self, suites: Mapping[str, Sequence[Figure]]) -> Any:
        """The checkpoint over all suites; those that are as the last run left them are not written again."""
        digests = {name: _digest(figures) for name, figures in suites.items() if figures}
        if digests != self._digests:
            self._checkpoint = self._renewed(suites, digests)
            self._digests = digests
        return self._checkpoint

    def _renewed(self, suites: Mapping[str, Sequence[Figure]], digests: Mapping[str, str]) -> Any:
        from great_expectations.exceptions.exceptions import DataContextError  # noqa: PLC0415 - takes seconds

        from expectations.known import known_checkpoint  # noqa: PLC0415 - imports Great Expectations

        try:
            stored = self.context.checkpoints.get(CHECKPOINT)
        except DataContextError:  # none yet
            stored = None
        except ValueError:  # one that somebody has changed by hand, or whose suites are not whole
            self._forget(digests)
            stored = None
        definitions = {d.name: d for d in stored.validation_definitions} if stored else {}
        changed = [
            name
            for name, digest in digests.items()
            if name not in definitions or definitions[name].suite.meta.get("digest") != digest
        ]
        is_whole = stored is not None and not changed and definitions.keys() == digests.keys()
        batch = _batch(self.context) if changed else None
        for name in changed:
            definitions[name] = self._definition(name, suites[name], digests[name], batch)
        checkpoint = known_checkpoint(CHECKPOINT, [definitions[name] for name in digests])
        if is_whole:
            checkpoint.id = stored.id
        elif stored is None:
            store = self.context.checkpoint_store
            store.add(store.get_key(name=CHECKPOINT, id=None), checkpoint)
        else:
            checkpoint.id = stored.id
            checkpoint.save()  # add_or_update would write every suite once more
        return checkpoint

    def _forget(self, suites: Iterable[str]) -> None:
        """Remove the checkpoint, its suites and their definitions, to be made again."""
        if self.folder:
            (self.folder / GX / "checkpoints" / f"{CHECKPOINT}.json").unlink(missing_ok=True)
            for name in suites:
                for kind in ("expectations", "validation_definitions"):
                    (self.folder / GX / kind / f"{name}.json").unlink(missing_ok=True)

    def _definition(self, name: str, figures: Sequence[Figure], digest: str, batch: Any) -> Any:
        from expectations.custom import judge_of  # noqa: PLC0415 - imports Great Expectations

        suite = self._gx.ExpectationSuite(name, [judge_of(f) for f in figures], meta={"digest": digest})
        return self.context.validation_definitions.add_or_update(
            self._gx.ValidationDefinition(name=name, data=batch, suite=suite)
        )

    @property
    def _site(self) -> Path:
        assert self.folder is not None
        return self.folder / GX / "uncommitted" / "data_docs" / "local_site"

    @property
    def _stores(self) -> tuple[Path, ...]:
        """Where results and their pages lie, by suite and run; nowhere for a project in memory."""
        if self.folder is None:
            return ()
        return self.folder / GX / "uncommitted" / "validations", self._site / "validations"

    def _write_pages(self, results: Sequence[Any], *, with_index: bool) -> None:
        """Write the pages of results, and of the suites that are newer than their pages, to be read offline."""
        from great_expectations.data_context.types.resource_identifiers import (  # noqa: PLC0415
            ExpectationSuiteIdentifier,
        )

        from expectations.data_docs import make_offline  # noqa: PLC0415
        from expectations.index_of_runs import indexed_quickly  # noqa: PLC0415 - imports Great Expectations

        if self.folder is None:
            return
        suites = [ExpectationSuiteIdentifier(name) for name in sorted(self._digests) if self._is_newer(name)]
        if results or suites:
            with indexed_quickly(self.context):
                self.context.build_data_docs(resource_identifiers=[*results, *suites], build_index=with_index)
            make_offline(self._site)

    def _is_newer(self, suite: str) -> bool:
        """Whether a suite was written since its page was: in this run, or in one that was killed in between."""
        assert self.folder is not None
        page = self._site / "expectations" / f"{suite}.html"
        told = self.folder / GX / "expectations" / f"{suite}.json"
        return not page.exists() or page.stat().st_mtime_ns < told.stat().st_mtime_ns

    def _forget_old_runs(self) -> None:
        """Remove what the stores and the pages hold of runs before the last KEPT_RUNS."""
        runs = sorted({run.name for store in self._stores for run in store.glob("*/*") if run.is_dir()})
        self._forget_runs(runs[:-KEPT_RUNS])

    def _forget_runs(self, names: Iterable[str]) -> None:
        for name in names:
            for store in self._stores:
                for folder in store.glob(f"*/{name}"):
                    shutil.rmtree(folder)


def _batch(context: Any) -> Any:
    """The definition of a batch that is handed over with each run."""
    if SOURCE in context.data_sources.all():
        return context.data_sources.get(SOURCE).get_asset(ASSET).get_batch_definition(BATCH)
    asset = context.data_sources.add_pandas(SOURCE).add_dataframe_asset(ASSET)
    return asset.add_batch_definition_whole_dataframe(BATCH)


def _digest(figures: Sequence[Figure]) -> str:
    """What of figures their suite says, whatever was counted."""
    said = [(f.rule, f.severity, f.why, *f.declared_bounds, f.kind) for f in figures]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _raise_if_not_computed(result: Any) -> None:
    info = result.exception_info or {}
    errors = [info] if "raised_exception" in info else list(info.values())
    for error in errors:
        if error["raised_exception"]:
            kind = result.expectation_config.type
            raise RuntimeError(f"Great Expectations cannot compute {kind}: {error['exception_message']}")
