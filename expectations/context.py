"""Context: the Great Expectations project of a home folder, its checkpoints, and the results of a run."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

KEPT_RUNS = 10
"""The project keeps the results of so many runs; quality.checks keeps those of all."""
SAMPLE = 5
"""So many offending values of a column are told."""
SOURCE = "staged"


class Project:
    """A Great Expectations project: below a folder, where its users find it, or in memory."""

    def __init__(self, folder: Path | None, run_id: str) -> None:
        # Set before the import, which would ask a server at every start. It takes seconds: only here is it needed.
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        import great_expectations as gx  # noqa: PLC0415
        from great_expectations.data_context.types.base import ProgressBarsConfig  # noqa: PLC0415

        for logger in ("great_expectations", "great_expectations.data_context.types.base"):
            logging.getLogger(logger).setLevel(logging.WARNING)
        self._gx = gx
        self.folder = folder
        self.run_id = run_id
        self.context: Any = (
            gx.get_context(mode="file", project_root_dir=folder)
            if folder
            else gx.get_context(mode="ephemeral")
        )
        self.context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
        self._source = self.context.data_sources.add_or_update_pandas(SOURCE)
        self._results: list[Any] = []

    def validate(
        self, name: str, rows: pd.DataFrame, expectations: Sequence[Any], key: Sequence[str]
    ) -> list[dict[str, Any]]:
        """The results of a checkpoint on one frame, in the order of the expectations.

        RuntimeError where one cannot be computed at all: that is a fault of the expectation, not of the rows.
        """
        checkpoint = self._checkpoint(name, expectations, key)
        outcome = checkpoint.run(batch_parameters={"dataframe": rows}, run_id=self._run())
        ((identifier, result),) = outcome.run_results.items()
        self._results.append(identifier)
        results = sorted((r.to_json_dict() for r in result.results), key=_number)
        for one in results:
            _raise_if_not_computed(one)
        return results

    def build_data_docs(self) -> Path | None:
        """Write the pages of this run and the index; the pages of older runs stay. None for a project in memory."""
        if self.folder is None:
            return None
        from great_expectations.data_context.types.resource_identifiers import (  # noqa: PLC0415
            ExpectationSuiteIdentifier,
        )

        self._forget_old_runs()
        suites = sorted({i.expectation_suite_identifier.name for i in self._results})
        named = [ExpectationSuiteIdentifier(name) for name in suites]
        if self._results:
            self.context.build_data_docs(resource_identifiers=[*self._results, *named], build_index=True)
        return self._site

    def _checkpoint(self, name: str, expectations: Sequence[Any], key: Sequence[str]) -> Any:
        gx = self._gx
        suite = gx.ExpectationSuite(name)
        for number, expectation in enumerate(expectations):
            expectation.meta = {"number": number}
            suite.add_expectation(expectation)
        suite = self.context.suites.add_or_update(suite)
        asset = (
            self._source.add_dataframe_asset(name)
            if name not in self._asset_names
            else self._source.get_asset(name)
        )
        batch = next(iter(asset.batch_definitions), None) or asset.add_batch_definition_whole_dataframe(
            "rows"
        )
        definition = self.context.validation_definitions.add_or_update(
            gx.ValidationDefinition(name=name, data=batch, suite=suite)
        )
        return self.context.checkpoints.add_or_update(
            gx.Checkpoint(
                name=name,
                validation_definitions=[definition],
                actions=[],
                result_format={
                    "result_format": "SUMMARY",
                    "partial_unexpected_count": SAMPLE,
                    "unexpected_index_column_names": list(key),
                },
            )
        )

    @property
    def _asset_names(self) -> set[str]:
        return {asset.name for asset in self._source.assets}

    def _run(self) -> Any:
        from great_expectations.core.run_identifier import RunIdentifier  # noqa: PLC0415

        return RunIdentifier(run_name=self.run_id)

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


def _number(result: dict[str, Any]) -> int:
    return int(result["expectation_config"]["meta"]["number"])


def _raise_if_not_computed(result: dict[str, Any]) -> None:
    info = result["exception_info"]
    errors = [info] if "raised_exception" in info else list(info.values())
    for error in errors:
        if error["raised_exception"]:
            kind = result["expectation_config"]["type"]
            raise RuntimeError(f"Great Expectations cannot compute {kind}: {error['exception_message']}")
