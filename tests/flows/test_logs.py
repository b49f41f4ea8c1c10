"""The log: JSON lines where no terminal reads them, words where one is asked for, no data of others' errors."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pyarrow as pa
import pytest

from flows.logs import LOGGER, reason, say, start_logging, timed
from warehouse.lake import LakeBusyError


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    handlers, propagate = LOGGER.handlers[:], LOGGER.propagate
    yield
    LOGGER.handlers[:], LOGGER.propagate = handlers, propagate


def test_without_a_terminal_each_line_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("auto")
    start_logging("auto")
    say("shard", run_id="r", rows={"articles": 2}, seconds=0.5)
    say("notify", level=logging.ERROR, channel="webhook")
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert first.pop("at").endswith("+00:00")
    assert first == {
        "level": "info",
        "event": "shard",
        "run_id": "r",
        "rows": {"articles": 2},
        "seconds": 0.5,
    }
    assert (second["level"], second["event"], second["channel"]) == ("error", "notify", "webhook")


def test_text_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("text")
    say("stage", stage="code", source="two words")
    line = capsys.readouterr().err
    assert line.endswith('stage stage=code source="two words"\n')


def test_a_timed_block_is_told_when_it_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("json")
    with timed("publish", run_id="r"):
        pass
    with pytest.raises(KeyError), timed("publish"):
        raise KeyError
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["seconds"] >= 0


def test_of_errors_of_others_only_kind_and_place_are_told() -> None:
    with pytest.raises(pa.ArrowInvalid) as caught:
        pa.array(["ein Satz aus einem Artikel"]).cast(pa.int64())
    assert reason(caught.value).startswith("ArrowInvalid at ")
    assert "Satz" not in reason(caught.value)
    assert reason(LakeBusyError("another run is writing")) == "another run is writing"
    assert reason(FileNotFoundError(2, "No such file", "a.parquet")).endswith("'a.parquet'")
