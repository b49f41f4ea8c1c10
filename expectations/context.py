"""Context: the Great Expectations project of a home folder, its checkpoint, and the results of a run."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from expectations.figures import Figure
from expectations.lazily import import_lazily

CHECKPOINT = "run"
KEPT_RUNS = 10
"""The project keeps the results of so many runs; quality.checks keeps those of all."""
SOURCE = "staged"
ASSET = "figures"
BATCH = "of_run"
POSTPONED = ("altair", "jsonschema", "scipy.stats")
"""What Great Expectations imports for expectations that are not used here; half of its time to start."""


def load_great_expectations() -> Any:
    """Import Great Expectations, which takes seconds; without its questions to a server at each start."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    gx = import_lazily("great_expectations", POSTPONED)
    # The lock of its progress bars is a semaphore of the system, which outlives a process that is killed.
    tqdm.set_lock(threading.RLock())
    for logger in ("great_expectations", "great_expectations.data_context.types.base"):
        logging.getLogger(logger).setLevel(logging.WARNING)
    return gx


class Project:
    """A Great Expectations project: below a folder, where its users find it, or in memory.

    It has one suite per table, and one checkpoint that runs all of them on the figures of a run.
    """

    def __init__(self, folder: Path | None, run_id: str) -> None:
        self._gx = load_great_expectations()
        self.folder = folder
        self.run_id = run_id
        self.context: Any = (
            self._gx.get_context(mode="file", project_root_dir=folder)
            if folder
            else self._gx.get_context(mode="ephemeral")
        )
        # Set for this process alone: the variable of the context would write its file once more.
        self.context.config.progress_bars = {"globally": False, "metric_calculations": False}
        if folder:
            self._leave_out_tutorials()
        self._results: list[Any] = []
        self._renewed: set[str] = set()

    def validate(self, suites: Mapping[str, Sequence[Figure]]) -> dict[str, bool]:
        """Run the checkpoint on the figures of each suite; whether the rules are met, by rule.

        RuntimeError where one cannot be computed at all: that is a fault of the expectation, not of the rows.
        """
        from great_expectations.core.run_identifier import RunIdentifier  # noqa: PLC0415 - takes seconds

        from expectations.custom import frame_of  # noqa: PLC0415 - imports Great Expectations

        suites = {name: figures for name, figures in suites.items() if figures}
        frame = frame_of([figure for figures in suites.values() for figure in figures])
        outcome = self._checkpoint(suites).run(
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
        from great_expectations.data_context.types.resource_identifiers import (  # noqa: PLC0415
            ExpectationSuiteIdentifier,
        )

        self._forget_old_runs()
        pages = self._site / "expectations"
        suites = {i.expectation_suite_identifier.name for i in self._results}
        is_new = self._renewed | {name for name in suites if not (pages / f"{name}.html").exists()}
        named = [ExpectationSuiteIdentifier(name) for name in sorted(is_new)]
        if self._results:
            self.context.build_data_docs(resource_identifiers=[*self._results, *named], build_index=True)
        return self._site

    def _leave_out_tutorials(self) -> None:
        """Without buttons, and a window over the first page, that lead to tutorials on the network."""
        for name, site in self.context.variables.data_docs_sites.items():
            if site.get("show_how_to_buttons", True):
                self.context.update_data_docs_site(name, {**site, "show_how_to_buttons": False})

    def _checkpoint(self, suites: Mapping[str, Sequence[Figure]]) -> Any:
        """The checkpoint over all suites; those that are as the last run left them are not written again."""
        from great_expectations.exceptions.exceptions import DataContextError  # noqa: PLC0415 - takes seconds

        try:
            known = self.context.checkpoints.get(CHECKPOINT)
        except (DataContextError, ValueError):  # none yet, or one that somebody has changed by hand
            known = None
        definitions = {d.name: d for d in known.validation_definitions} if known else {}
        digests = {name: _digest(figures) for name, figures in suites.items()}
        self._renewed = {
            name
            for name in suites
            if name not in definitions or definitions[name].suite.meta.get("digest") != digests[name]
        }
        if known and not self._renewed and definitions.keys() == suites.keys():
            return known
        batch = self._batch()
        for name in self._renewed:
            definitions[name] = self._definition(name, suites[name], digests[name], batch)
        checkpoint = self._gx.Checkpoint(
            name=CHECKPOINT,
            validation_definitions=[definitions[name] for name in suites],
            actions=[],
            result_format="SUMMARY",
        )
        if known is None:
            return self.context.checkpoints.add(checkpoint)
        checkpoint.id = known.id
        checkpoint.save()  # add_or_update would write every suite once more
        return checkpoint

    def _definition(self, name: str, figures: Sequence[Figure], digest: str, batch: Any) -> Any:
        from expectations.custom import judge_of  # noqa: PLC0415 - imports Great Expectations

        suite = self._gx.ExpectationSuite(name, [judge_of(f) for f in figures], meta={"digest": digest})
        return self.context.validation_definitions.add_or_update(
            self._gx.ValidationDefinition(name=name, data=batch, suite=suite)
        )

    def _batch(self) -> Any:
        """The definition of a batch that is handed over with each run."""
        if SOURCE in self.context.data_sources.all():
            return self.context.data_sources.get(SOURCE).get_asset(ASSET).get_batch_definition(BATCH)
        asset = self.context.data_sources.add_pandas(SOURCE).add_dataframe_asset(ASSET)
        return asset.add_batch_definition_whole_dataframe(BATCH)

    @property
    def _site(self) -> Path:
        assert self.folder is not None
        return self.folder / "gx" / "uncommitted" / "data_docs" / "local_site"

    def _forget_old_runs(self) -> None:
        """Remove what the stores and the pages hold of runs before the last KEPT_RUNS."""
        assert self.folder is not None
        stores = (self.folder / "gx" / "uncommitted" / "validations", self._site / "validations")
        runs = sorted({run.name for store in stores for run in store.glob("*/*") if run.is_dir()})
        for name in runs[:-KEPT_RUNS]:
            for store in stores:
                for folder in store.glob(f"*/{name}"):
                    shutil.rmtree(folder)


def _digest(figures: Sequence[Figure]) -> str:
    """What of figures their suite says, whatever was counted."""
    said = [(f.rule, f.severity, f.why, f.at_least, f.at_most, f.kind) for f in figures]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _raise_if_not_computed(result: Any) -> None:
    info = result.exception_info or {}
    errors = [info] if "raised_exception" in info else list(info.values())
    for error in errors:
        if error["raised_exception"]:
            kind = result.expectation_config.type
            raise RuntimeError(f"Great Expectations cannot compute {kind}: {error['exception_message']}")
