"""What stages have written and counted is taken back, or stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.settings import Settings
from flows.stages.returnable import returnable
from flows.work import Work, begin
from schemas import REJECTS, Reject


def reject(name: str) -> Reject:
    return Reject(name, "empty", "no bytes", "r")


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    settings = Settings(home=tmp_path / "home", model="none")
    with begin(settings, tmp_path, "command", full=False) as work:
        work.staging.write(REJECTS, [reject("a.txt")], "first")
        work.count({"rejects": 1})
        yield work


def change(work: Work) -> None:
    work.staging.rewrite(REJECTS, [reject("b.txt")], "first")
    work.staging.write(REJECTS, [reject("c.txt")], "second")
    work.staging.write(REJECTS, [reject("d.txt")], "first")
    work.staging.take({REJECTS.name: ["d.txt"]})
    work.count({"rejects": 5})


def test_all_goes_back_and_can_go_on(work: Work) -> None:
    with returnable(work) as go_back:
        change(work)
        go_back()
    assert work.staging.parts(REJECTS) == {"first": 1}
    assert work.staging.read(REJECTS, "first") == [reject("a.txt")]
    assert work.staging.owner_counts() == {}
    assert work.counts == {"rejects": 1}
    change(work)
    assert work.staging.read(REJECTS, "first") == [reject("d.txt")]


def test_without_a_call_all_stays_and_nothing_is_left_beside(work: Work) -> None:
    with returnable(work):
        change(work)
    assert work.staging.parts(REJECTS) == {"first": 1, "second": 1}
    assert work.counts == {"rejects": 6}
    assert [path.name for path in work.staging.folder.parent.iterdir()] == [work.run_id]


def test_a_file_system_without_second_names_will_do(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", refuse)
    with returnable(work) as go_back:
        change(work)
        go_back()
    assert work.staging.read(REJECTS, "first") == [reject("a.txt")]
