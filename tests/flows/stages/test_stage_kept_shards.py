"""A shard that was coded is kept as it was staged, whatever becomes of what was staged."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from flows.stages.kept_shards import adopt_shard, keep_shard
from schemas import ARTICLES, CODINGS, Coding
from warehouse.lake import Lake

DIGEST = "d" * 32
TABLES = (ARTICLES, CODINGS)
ROW = Coding("0" * 16, "code", "model", "lexicon", None, "one")


def refuse(self: Path, target: Path) -> None:
    raise OSError(errno.EPERM, "no links here", str(self))


@pytest.mark.parametrize("has_links", [True, False])
def test_a_kept_shard_stays_as_it_was_staged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    lake = Lake(tmp_path)
    staged = lake.staging("one")
    staged.write(CODINGS, [ROW], "0000")
    keep_shard(tmp_path, DIGEST, TABLES, staged, "0000")
    keep_shard(tmp_path, DIGEST, TABLES, staged, "0000")
    assert [path.name for path in (tmp_path / "shards").iterdir()] == [DIGEST], (
        "kept once, and nothing beside it"
    )
    staged.rewrite(CODINGS, [], "0000")

    other = lake.staging("two")
    assert adopt_shard(tmp_path, DIGEST, TABLES, other, "0007", "two") == {"articles": 0, "codings": 1}
    assert [coding.run_id for coding in other.read(CODINGS, "0007")] == ["two"]
    assert [coding.article_id for coding in other.read(CODINGS, "0007")] == [ROW.article_id]
    other.rewrite(CODINGS, [], "0007")
    assert adopt_shard(tmp_path, DIGEST, TABLES, other, "0008", "two") == {"articles": 0, "codings": 1}


def test_what_is_not_kept_is_not_adopted(tmp_path: Path) -> None:
    assert adopt_shard(tmp_path, DIGEST, TABLES, Lake(tmp_path).staging("one"), "0000", "one") is None
