from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.extract.times import UNBOUNDED, Interval, find_times
from news.timeml import main, read_timeml, to_timeml

DAY = date(2022, 3, 16)


def test_expressions_stand_in_their_elements() -> None:
    text = "Müller & Co. kam am Freitag an."
    document = to_timeml(text, find_times("a", text, Interval(DAY, DAY)), DAY)
    assert '<TIMEX3 tid="t1" type="DATE" value="2022-03-11">Freitag</TIMEX3>' in document
    assert "Müller &amp; Co. kam am " in document
    assert 'functionInDocument="CREATION_TIME">2022-03-16' in document


@given(st.text(alphabet=st.characters(exclude_characters="\r")))
def test_the_text_comes_back(text: str) -> None:
    document = to_timeml(text, find_times("a", text, UNBOUNDED))
    assert read_timeml(document) == (text, None)


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(ValueError, match="TEXT"):
        read_timeml("<TimeML></TimeML>")


def test_a_folder_is_tagged_into_files_of_the_same_names(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "eins.tml").write_text(to_timeml("Am Montag kam er.", [], DAY), encoding="utf-8")
    (source / "zwei.tml").write_text(to_timeml("Am Montag kam er.", []), encoding="utf-8")
    assert main([str(source), str(target)]) == 0
    assert 'value="2022-03-14"' in (target / "eins.tml").read_text(encoding="utf-8")
    assert 'value="XXXX-WXX-1"' in (target / "zwei.tml").read_text(encoding="utf-8")


def test_wrong_usage_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nur-einer"]) == 2
    assert "usage" in capsys.readouterr().err
