"""Dask and Ray, two workers each: the same rows as in one process, and a lost worker's shard is done again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import corpus
import pytest
import shard_functions
import states
from prefect import flow, task
from prefect.testing.utilities import prefect_test_harness

from flows.clusters import ClusterError, receipts
from flows.ingest import ingest
from flows.plain import ingest_plainly
from flows.receipt import Receipt
from flows.runners import EXTRAS
from flows.settings import Settings

pytestmark = [pytest.mark.integration, pytest.mark.slow]
Cluster = Literal["dask", "ray"]
BOTH = pytest.mark.parametrize("runner", ["dask", "ray"])


@pytest.fixture(scope="module", autouse=True)
def prefect_server() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        # Ray's workers look for the packages where the tests found them.
        patch.setenv("PYTHONPATH", f"{Path(__file__).parents[2]}:{Path(__file__).parent}")
        with prefect_test_harness(server_startup_timeout=300):
            yield


@pytest.fixture(autouse=True)
def _installed(request: pytest.FixtureRequest) -> None:
    for module in EXTRAS[request.getfixturevalue("runner")]:
        pytest.importorskip(module)


@BOTH
def test_the_rows_are_those_of_a_run_in_one_process(
    runner: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {corpus.name_of(n): corpus.text_of(n, corpus.FOOTER) for n in range(8)}
    files["leer.txt"] = ""
    source = corpus.write(tmp_path / "in", files)
    here = ingest_plainly(source, Settings(home=tmp_path / "here"), is_validated=False)
    for name, value in {"HOME": tmp_path / "there", "RUNNER": runner, "JOBS": 2, "SHARD_FILES": 3}.items():
        monkeypatch.setenv(f"DEPESCHE_{name}", str(value))
    there = ingest(source)
    assert (
        (there.articles, there.rejects, there.files_seen)
        == (here.articles, here.rejects, here.files_seen)
        == (8, 1, 9)
    )
    assert states.rows(tmp_path / "there") == states.rows(tmp_path / "here")


@BOTH
def test_the_shard_of_a_killed_worker_is_done_again(runner: Cluster, tmp_path: Path) -> None:
    settings = Settings(runner=runner, jobs=2)
    shard: dict[str, Any] = {"folder": tmp_path, "settings": settings}
    kill_one = task(shard_functions.ends_its_first_worker)

    @flow
    def code() -> list[Receipt]:
        return list(receipts(settings, kill_one, ({**shard, "part": f"{n:05}"} for n in range(6))))

    assert sorted(receipt.part for receipt in code()) == [f"{n:05}" for n in range(6)]
    assert len(list(tmp_path.glob("00001-*"))) == 2


@pytest.mark.parametrize(("runner", "address"), [("dask", "tcp://127.0.0.1:9")])
def test_a_cluster_that_does_not_answer_is_named(
    runner: Cluster, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")
    settings = Settings(runner=runner, runner_address=address)
    with pytest.raises(
        ClusterError, match=f"no {runner} cluster at {address}: .*; look at DEPESCHE_RUNNER_ADDRESS"
    ):
        list(receipts(settings, task(shard_functions.receipt_of), [{"part": "00000", "settings": settings}]))
