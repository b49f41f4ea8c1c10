"""Each rule file says what it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations import rules as module
from expectations.rules import rules
from schemas import TABLES


def test_every_rule_names_table_severity_and_reason() -> None:
    columns = {t.name: {f.name for f in t.fields} for t in TABLES}
    assert len(rules()) >= 10
    for rule in rules():
        assert rule.column_name is None or rule.column_name in columns[rule.table_name], rule.name
        assert rule.severity in {"critical", "warning", "info"}
        assert len(rule.why) > 20


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("-- rule: r\n-- severity: critical\n", "rule r: the head does not say why"),
        ("-- rule: r\n-- severity: bad\n-- why: so\n", "severity is 'bad'"),
        ("-- rule: r\n-- severity: info\n-- why: so\n-- tabel: x\n", "tabel, which means nothing"),
        ("-- rule: r\n-- severity: info\n-- why: so\n-- at most: 0.1\n", "of at least how many rows"),
        ("-- rule: r\n-- severity: info\n-- why: so\n-- drift by: moon\n", "'moon' is none of all, weekday"),
    ],
)
def test_an_incomplete_rule_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: str, message: str
) -> None:
    (tmp_path / "articles.sql").write_text(f"{head}SELECT 1")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=message):
        rules.__wrapped__()


def test_a_file_is_named_after_its_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "boats.sql").write_text("-- rule: r\n-- severity: info\n-- why: so\nSELECT 1")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="no table 'boats'"):
        rules.__wrapped__()


def test_names_of_rules_are_unique_in_their_table() -> None:
    names = [(rule.table_name, rule.name) for rule in rules()]
    assert len(set(names)) == len(names)
