"""Custom expectations: classes for Great Expectations that judge what DuckDB has counted.

Their batch is a frame with a row per rule (``frame_of``), whatever the number of rows that were counted. So values,
rules across tables and histories are validated, stored and shown in Data Docs like any other expectation, and cost
the same for a million rows as for a hundred. Expectations on values are Great Expectations' own, which differ in
nothing but where their counts come from: they read, and are rendered, as its users know them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.core.expect_column_values_to_be_between import (
    ExpectColumnValuesToBeBetween,
)
from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet
from great_expectations.expectations.core.expect_column_values_to_match_regex import (
    ExpectColumnValuesToMatchRegex,
)
from great_expectations.expectations.core.expect_column_values_to_not_be_null import (
    ExpectColumnValuesToNotBeNull,
)
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider
from great_expectations.validator.metric_configuration import MetricConfiguration
from great_expectations.validator.validator import ValidationDependencies

from expectations.expectation import RowExpectation
from expectations.figures import Figure

FIGURES = "table.figures"
NO_DATA = "no data"
"""What is observed where there was nothing to judge; it is no failure, and quality.checks calls it no_data."""


def frame_of(figures: Sequence[Figure]) -> pd.DataFrame:
    """A batch: one row per figure, by the name of its rule."""
    return pd.DataFrame(
        {
            "rule": [f.rule for f in figures],
            "value": [np.nan if f.value is None else f.value for f in figures],
            "at_most": [np.nan if f.at_most is None else f.at_most for f in figures],
            "row_count": [f.row_count for f in figures],
            "unexpected_count": [f.unexpected_count for f in figures],
            "observed": [f.observed for f in figures],
            "examples": [list(f.examples) for f in figures],
        }
    )


class FiguresByRule(TableMetricProvider):
    """The rows of a batch by rule: the one metric of all expectations of a suite, so computed once."""

    metric_name = FIGURES

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,  # noqa: N805 - Great Expectations hands it over by this name
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        **_: Any,
    ) -> dict[str, dict[str, Any]]:
        frame, _compute, _accessor = execution_engine.get_compute_domain(
            domain_kwargs=metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE
        )
        return {str(row["rule"]): {str(k): v for k, v in row.items()} for row in frame.to_dict("records")}


class _OnFigures:
    """What the classes below share: they depend on the figures, and on nothing else."""

    rule: str

    def get_validation_dependencies(self, *_: Any, **__: Any) -> ValidationDependencies:
        """The figures of the batch, whatever the arguments."""
        batch = self.configuration.kwargs.get("batch_id")  # type: ignore[attr-defined]
        metric = MetricConfiguration(
            FIGURES, metric_domain_kwargs={"batch_id": batch}, metric_value_kwargs={}
        )
        return ValidationDependencies(metric_configurations={FIGURES: metric}, result_format={})

    def _validate(self, metrics: Mapping[str, Any], *_: Any, **__: Any) -> dict[str, Any]:
        figure = metrics[FIGURES][self.rule]
        rows, broken = int(figure["row_count"]), int(figure["unexpected_count"])
        result: dict[str, Any] = {"element_count": rows, "unexpected_count": broken}
        if np.isnan(figure["value"]):
            return {"success": True, "result": {**result, "observed_value": NO_DATA}}
        success = self._is_met(figure)
        result["unexpected_percent"] = 100 * broken / rows if rows else 0.0
        if not success:
            result["partial_unexpected_list"] = [
                ", ".join(f"{name}={value}" for name, value in example.items())
                for example in figure["examples"]
            ]
        return {"success": success, "result": {**result, **self._shown(figure)}}

    def _is_met(self, figure: Mapping[str, Any]) -> bool:
        return bool(figure["value"] == 0)

    def _shown(self, figure: Mapping[str, Any]) -> dict[str, Any]:
        return {}


class ExpectStoredValuesToNotBeNull(_OnFigures, ExpectColumnValuesToNotBeNull):
    """Expect that the column holds a value in each stored row."""

    rule: str


class ExpectStoredValuesToBeInSet(_OnFigures, ExpectColumnValuesToBeInSet):
    """Expect that each stored value is one of a closed vocabulary."""

    rule: str


class ExpectStoredValuesToMatchRegex(_OnFigures, ExpectColumnValuesToMatchRegex):
    """Expect that each stored value has one form."""

    rule: str


class ExpectStoredValuesToBeBetween(_OnFigures, ExpectColumnValuesToBeBetween):
    """Expect that each stored value lies within bounds."""

    rule: str


class ExpectNoBrokenRows(_OnFigures, BatchExpectation):
    """Expect that no row, or no span of days, breaks the rule."""

    rule: str
    column: str | None = None

    def _shown(self, figure: Mapping[str, Any]) -> dict[str, Any]:
        return {"observed_value": figure["observed"] or int(figure["value"])}


class ExpectShareToBeBetween(_OnFigures, BatchExpectation):
    """Expect that a share lies within its bounds."""

    rule: str
    column: str | None = None
    min_value: float | None = None
    max_value: float | None = None

    def _is_met(self, figure: Mapping[str, Any]) -> bool:
        value, low, high = figure["value"], self.min_value, self.max_value
        return (low is None or value >= low) and (high is None or value <= high)

    def _shown(self, figure: Mapping[str, Any]) -> dict[str, Any]:
        return {"observed_value": f"{figure['value']:.3g} ({figure['observed']})"}


class ExpectUsualNumber(_OnFigures, BatchExpectation):
    """Expect that a number, of days or else, is at most what its own history makes usual."""

    rule: str
    column: str | None = None

    def _is_met(self, figure: Mapping[str, Any]) -> bool:
        return bool(figure["value"] <= figure["at_most"])

    def _shown(self, figure: Mapping[str, Any]) -> dict[str, Any]:
        return {"observed_value": f"{figure['observed']} (usual: at most {figure['at_most']:.3g})"}


STORED: dict[str, type[Any]] = {
    "ExpectColumnValuesToNotBeNull": ExpectStoredValuesToNotBeNull,
    "ExpectColumnValuesToBeInSet": ExpectStoredValuesToBeInSet,
    "ExpectColumnValuesToMatchRegex": ExpectStoredValuesToMatchRegex,
    "ExpectColumnValuesToBeBetween": ExpectStoredValuesToBeBetween,
}
"""Class of Great Expectations -> the one that judges the counts of DuckDB."""


def judge_of(figure: Figure) -> Any:
    """The expectation that judges a figure; its reason stands in Data Docs."""
    severity = FailureSeverity(figure.severity)
    if isinstance(figure.expectation, RowExpectation):
        e = figure.expectation
        return STORED[e.kind](rule=figure.rule, **e.arguments, severity=severity, notes=figure.why)
    told: dict[str, Any] = {"rule": figure.rule, "severity": severity}
    if figure.column_name:
        told["column"] = figure.column_name
    if figure.is_learned:
        return ExpectUsualNumber(**told, description=f"{figure.name}: {figure.why}")
    if not figure.is_share:
        return ExpectNoBrokenRows(**told, description=f"{figure.name}: {figure.why}")
    bounds = " ".join(
        f"at {word} {bound:.3g}"
        for word, bound in (("least", figure.at_least), ("most", figure.at_most))
        if bound is not None
    )
    return ExpectShareToBeBetween(
        **told,
        description=f"{figure.name} ({bounds}): {figure.why}" if bounds else f"{figure.name}: {figure.why}",
        min_value=figure.at_least,
        max_value=figure.at_most,
    )
