"""The articles of a warehouse as TimeML: the text, its expressions, and nothing lost."""

from __future__ import annotations

from pathlib import Path

from reported_events import BODIES, OTHER, publish_rows

from flows.write_timeml import write_timeml
from news.timeml import read_timeml


def test_each_article_is_a_file_with_its_expressions(tmp_path: Path) -> None:
    warehouse = publish_rows(tmp_path)
    assert write_timeml(warehouse, tmp_path / "out" / "deep") == len(BODIES)
    found = {path.stem: path.read_text() for path in (tmp_path / "out" / "deep").glob("*.tml")}
    assert sorted(found) == ["000", "001", "002", "003"]
    assert '<TIMEX3 tid="t1" type="DURATION" value="PT2H">zwei Stunden</TIMEX3>' in found["002"]
    assert read_timeml(found["002"]) == (BODIES[OTHER], None)
