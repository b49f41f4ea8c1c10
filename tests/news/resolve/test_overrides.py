"""The file of overrides: what it says, and plain words where it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from news.resolve.overrides import OverrideError, read_overrides

HEAD = "action\tentity_type\tname\tother\tarticles\tnote\n"


def write(tmp_path: Path, *lines: str, head: str = HEAD) -> Path:
    path = tmp_path / "entity_overrides.tsv"
    path.write_text("# mine\n" + head + "".join(f"{line}\n" for line in lines))
    return path


def test_no_file_is_no_override(tmp_path: Path) -> None:
    assert read_overrides(tmp_path / "entity_overrides.tsv") == []


def test_rows_in_any_order_are_the_same_overrides(tmp_path: Path) -> None:
    lines = [
        "merge\tPER\tAda Ek\tAda Ahl\t\t",
        "split\tPER\tBo Ek\tBo Ahl\tb|a|b\tseen",
        "block\tORG\tRat\t\t\t",
    ]
    found = read_overrides(write(tmp_path, *lines))
    assert {(o.action, o.name, o.other, o.articles, o.note) for o in found} == {
        ("merge", "Ada Ek", "Ada Ahl", (), None),
        ("split", "Bo Ek", "Bo Ahl", ("a", "b"), "seen"),
        ("block", "Rat", None, (), None),
    }
    assert read_overrides(write(tmp_path, *reversed(lines), lines[0])) == found


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["melt\tPER\tA\tB\t\t"], "line 3: the action 'melt' is none of merge, split, rename, block"),
        (["merge\tMAN\tA\tB\t\t"], "line 3: the entity_type 'MAN'"),
        (["block\tPER\tB\t\t\t", "merge\tPER\t\tB\t\t"], "line 4: the name is empty"),
        (["merge\tPER\tA\t\t\t"], "line 3: merge needs another name"),
        (["block\tPER\tA\t\tx\t"], "line 3: only split can be limited"),
        (
            ["merge\tPER\tA\tB\t\t", "merge\tPER\tA\tC\t\t"],
            "line 4: 'A' is already decided otherwise in line 3",
        ),
        (["merge\tPER\tA\tB\t\t\ttoo\tmany"], "line 3: more columns"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, lines: list[str], told: str) -> None:
    path = write(tmp_path, *lines)
    with pytest.raises(OverrideError) as error:
        read_overrides(path)
    assert str(path) in str(error.value)
    assert told in str(error.value)


def test_a_file_without_a_column_is_told(tmp_path: Path) -> None:
    with pytest.raises(OverrideError, match="there is no column other"):
        read_overrides(write(tmp_path, "merge\tPER\tA", head="action\tentity_type\tname\n"))
