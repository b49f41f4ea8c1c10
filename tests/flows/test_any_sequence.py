"""Whatever is added, changed, deleted, killed and rebuilt, in any order: the rows are those of the files.

DEPESCHE_SEQUENCES says how many random sequences are tried (`make test-crash`: 500).
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from pathlib import Path

import corpus
from crashes import in_child, short_run, warm_up
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from flows.settings import Settings
from flows.stages.finish import rebuild_warehouse
from news.discover import RawFile
from news.duplicates.exact import FileContent, surplus_files
from news.sources.folder import Folder
from schemas import ARTICLES, MISSING_FILES, REJECTS, SOURCE_FILES
from schemas.rejects import SURPLUS_REASONS
from warehouse.check import check_lake
from warehouse.durable import STEPS
from warehouse.lake import Lake

SEQUENCES = int(os.environ.get("DEPESCHE_SEQUENCES", "50"))
NAMES = st.sampled_from([corpus.name_of(1), corpus.name_of(2), f"9_{1:016x}.txt", "ohne_kennung.txt"])
TEXTS = st.sampled_from(
    ["", corpus.text_of(1), corpus.text_of(2), corpus.text_of(1).replace("Ort 1", "Ort 8")]
)

Files = dict[str, str]


class Sequence(RuleBasedStateMachine):
    """A source and a home, and what the home has to know: the files as they were when they were last read."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.source, self.home = self.folder / "in", self.folder / "home"
        self.lake = Lake(self.home / "lake")
        self.files: Files = {}
        self.known: Files = {}

    @initialize(text=TEXTS)
    def begin(self, text: str) -> None:
        self.put(corpus.name_of(0), text)

    @rule(name=NAMES, text=TEXTS)
    def put(self, name: str, text: str) -> None:
        corpus.write(self.source, {name: text})
        self.files[name] = text

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        (self.source / name).unlink(missing_ok=True)
        self.files.pop(name, None)

    @rule(prune=st.booleans(), shard_files=st.integers(1, 3))
    def run(self, *, prune: bool, shard_files: int) -> None:
        short_run(self.source, self.home, prune=prune, shard_files=shard_files, is_published=False)
        self.learn(prune=prune)
        self.compare()

    @rule(prune=st.booleans(), step=st.sampled_from([s for s in STEPS if not s.startswith("publish")]))
    def crash(self, *, prune: bool, step: str) -> None:
        before = self.lake.version
        job = lambda: short_run(self.source, self.home, prune=prune, is_published=False)  # noqa: E731
        assert in_child(job, kill_at=step) in (0, -signal.SIGKILL)
        if self.lake.version > before:
            self.learn(prune=prune)

    @rule()
    def rebuild(self) -> None:
        if self.lake.version:
            rebuild_warehouse(Settings(home=self.home))

    def learn(self, *, prune: bool) -> None:
        self.known = self.files | (
            {} if prune else {n: t for n, t in self.known.items() if n not in self.files}
        )

    def compare(self) -> None:
        """The rows are those of the files, but that a copy which is gone cannot be read to become the article."""
        with self.lake.open(tables=[ARTICLES, REJECTS, SOURCE_FILES, MISSING_FILES]) as snapshot:
            articles = {(a.article_id, a.source_file, a.body) for a in snapshot.rows(ARTICLES)}
            rejects = {(r.source_file, r.reason) for r in snapshot.rows(REJECTS)}
            known = sorted(f.source_file for f in snapshot.rows(SOURCE_FILES))
            missing = {f.source_file for f in snapshot.rows(MISSING_FILES) if not f.is_pruned}
        assert known == sorted(self.known)
        assert missing <= self.known.keys()
        stuck = {(n, why) for n, why in rejects if why in SURPLUS_REASONS and n not in self.files}
        gone = {name for name, _ in stuck}
        known_articles, known_rejects = expected({n: t for n, t in self.known.items() if n not in gone})
        assert (articles, rejects) == (known_articles, known_rejects | stuck)

    def teardown(self) -> None:
        assert check_lake(self.lake, read_data=True) == []
        shutil.rmtree(self.folder)


def expected(files: Files) -> tuple[set[tuple[str, str, str]], set[tuple[str, str]]]:
    """The articles (id, file, text) and rejects (file, reason) that files give."""
    ids = {name: RawFile(name, Folder(Path(name)), 0, 0).article_id for name in files}
    surplus = surplus_files([FileContent(n, ids[n], t) for n, t in files.items() if t])
    rejects = {(s.source_file, s.reason) for s in surplus} | {(n, "empty") for n, t in files.items() if not t}
    rejected = {name for name, _ in rejects}
    return {(ids[n], n, t) for n, t in files.items() if n not in rejected}, rejects


def test_any_sequence_gives_the_rows_of_the_files() -> None:
    warm_up()
    run_state_machine_as_test(
        Sequence, settings=settings(max_examples=SEQUENCES, stateful_step_count=6, deadline=None)
    )
