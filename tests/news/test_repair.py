"""Damage in characters is undone step by step, and each step is named."""

from __future__ import annotations

import pytest
from german_texts import LONG, SHORT
from hypothesis import given
from hypothesis import strategies as st

from news.repair import repair


@pytest.mark.parametrize(
    "text", [*SHORT, *LONG, "Wir <3 Müller & Söhne", "Fuer Oesterreich, heisst es, genuegt das.", "a\tb"]
)
def test_correct_text_passes(text: str) -> None:
    assert repair(text) == (text, frozenset())


@pytest.mark.parametrize(
    ("damaged", "text", "repairs"),
    [
        ("a\r\nb\rc\nd\r\r\ne", "a\nb\nc\nd\ne", {"line_ends"}),
        ("a\u2028b\u2029c\u0085d\vE\fF", "a\nb\n\nc\nd\nE\n\nF", {"line_ends"}),
        (
            "Sicher\u00adheit, \u200bmit\u00a0\u202fAbstand\ufeff",
            "Sicherheit, mit  Abstand",
            {"invisible_characters"},
        ),
        ("Sicher\u00ad\n  heit", "Sicherheit", {"invisible_characters"}),
        (
            "Auf\u200clage, Familie 👨\u200d👩\u200d👧",
            "Auflage, Familie 👨\u200d👩\u200d👧",
            {"invisible_characters"},
        ),
        ("ein\0Wort, schlie\bßen\x1a\x7f\u0090", "ein Wort, schließen", {"control_characters"}),
        ("u\u0308ber A\u030angstro\u0308m", "über Ångström", {"normal_form"}),
        ("<p>f&uuml;r</p>", "für", {"html_entities", "html_tags"}),
        ("<p>1 &lt;b&gt; 2</p>", "1 <b> 2", {"html_entities", "html_tags"}),
        ("&lt;p&gt;f&amp;uuml;r&lt;/p&gt;", "für", {"html_entities", "html_tags"}),
        ("f&Atilde;&frac14;r", "für", {"html_entities", "mojibake"}),
        ("ï»¿fÃ¼r", "für", {"invisible_characters", "mojibake"}),
        ("fuÌˆr", "für", {"mojibake", "normal_form"}),
    ],
)
def test_damage_is_undone_and_named(damaged: str, text: str, repairs: set[str]) -> None:
    assert repair(damaged) == (text, frozenset(repairs))


@given(
    st.sampled_from(LONG),
    st.lists(st.tuples(st.integers(0, 3000), st.sampled_from("\r\u00ad\u200b\u00a0\u0308\0\x07\u2028"))),
)
def test_a_repaired_text_needs_no_repair(text: str, insertions: list[tuple[int, str]]) -> None:
    for at, character in insertions:
        text = text[:at] + character + text[at:]
    repaired, _ = repair(text)
    assert repair(repaired) == (repaired, frozenset())
