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
        ("-- table: articles\n-- severity: critical\n", "does not say why"),
        ("-- table: articles\n-- severity: bad\n-- why: so\n", "severity is 'bad'"),
        ("-- table: nothing\n-- severity: info\n-- why: so\n", "no table 'nothing'"),
    ],
)
def test_an_incomplete_rule_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: str, message: str
) -> None:
    (tmp_path / "rule.sql").write_text(f"{head}SELECT 1")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=message):
        rules.__wrapped__()
