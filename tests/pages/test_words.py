"""German pages have a German text for every English one, and numbers and dates as each language writes them."""

from __future__ import annotations

import ast
import re
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pages
from expectations.figures import FRESHNESS_WHY
from expectations.validate import all_expectations
from pages.desk import QUADS
from pages.report import COUNTED, TABLES_WITH_SCORES
from pages.site import environment
from pages.words import MONTHS, words
from schemas.checks import SEVERITIES
from schemas.codebook import EVENT_MODES, EVENT_TYPES, STATUSES
from schemas.drift import DRIFT_DIMENSIONS
from schemas.rejects import REJECT_REASONS
from schemas.runs import RUN_STATES

FOLDER = Path(pages.__file__).parent
ENGLISH, GERMAN = words("en"), words("de")
NBSP = "\N{NO-BREAK SPACE}"
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
Text = tuple[str, str | None]


def of_templates() -> set[Text]:
    found: set[Text] = set()
    for path in (FOLDER / "templates").glob("*.j2"):
        for _, _, text in environment("en").extract_translations(path.read_text("utf-8")):
            parts = [text] if isinstance(text, str) else [t for t in text or () if t]
            if parts:
                found.add((parts[0], parts[1] if len(parts) > 1 else None))
    return found


def of_code() -> set[Text]:
    found: set[Text] = set()
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                given_texts = [
                    a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
                ]
                if name in {"text", "chart"} and given_texts:
                    found.add((given_texts[0], None))
                if name == "plural" and len(given_texts) == 2:
                    found.add((given_texts[0], given_texts[1]))
    return found


def of_vocabularies() -> set[str]:
    return {
        *QUADS.values(), *TABLES_WITH_SCORES.values(), *(name.replace("_", " ") for name in COUNTED), *MONTHS,
        *SEVERITIES, *EVENT_TYPES, *(mode.name for mode in EVENT_MODES.values()),
        *STATUSES, *DRIFT_DIMENSIONS, *REJECT_REASONS.values(),
        *RUN_STATES, *RUN_STATES.values(),
    }  # fmt: skip


@pytest.mark.parametrize("text", sorted(of_templates() | of_code(), key=str), ids=lambda t: t[0][:40])
def test_every_text_is_translated(text: Text) -> None:
    assert text in GERMAN.entries


def test_every_vocabulary_is_translated() -> None:
    assert [word for word in sorted(of_vocabularies()) if (word, None) not in GERMAN.entries] == []


def test_every_reason_of_an_expectation_is_translated() -> None:
    reasons = {e.why for e in all_expectations()} | {FRESHNESS_WHY}
    assert sorted(why for why in reasons if (why, None) not in GERMAN.entries) == []


def test_placeholders_survive_translation() -> None:
    for (one, many), german in GERMAN.entries.items():
        for english, translated in zip((one, many or one), german, strict=False):
            assert set(PLACEHOLDER.findall(translated)) == set(PLACEHOLDER.findall(english)), one


def test_numbers() -> None:
    assert (ENGLISH.number(1234567), GERMAN.number(1234567)) == ("1,234,567", "1.234.567")
    assert (ENGLISH.number(0.5, 2), GERMAN.number(-1234.5, 1)) == ("0.50", "-1.234,5")
    assert (ENGLISH.share(0.1234), GERMAN.share(0.1234)) == (f"12.3{NBSP}%", f"12,3{NBSP}%")


def test_days() -> None:
    assert (ENGLISH.day(date(2022, 3, 1)), GERMAN.day(date(2022, 3, 1))) == (
        f"1{NBSP}Mar{NBSP}2022",
        f"1.{NBSP}März{NBSP}2022",
    )
    assert GERMAN.moment(datetime(2022, 10, 9, 4, 5)) == f"9.{NBSP}Okt.{NBSP}2022, 04:05{NBSP}UTC"


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        (date(2022, 3, 4), date(2022, 3, 4), "4 Mar 2022"),
        (date(2022, 3, 1), date(2022, 3, 31), "Mar 2022"),
        (date(2022, 2, 1), date(2022, 3, 31), "Feb 2022 – Mar 2022"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2021, 1, 1), date(2022, 12, 31), "2021–2022"),
        (date(2022, 3, 4), date(2022, 4, 1), "4 Mar 2022 – 1 Apr 2022"),
        (None, date(2022, 3, 4), "until 4 Mar 2022"),
        (date(2022, 3, 4), None, "from 4 Mar 2022"),
        (None, None, "day unknown"),
    ],
)
def test_bounds_are_told_as_people_say_them(earliest: date | None, latest: date | None, told: str) -> None:
    assert ENGLISH.days(earliest, latest).replace(NBSP, " ") == told


def test_plurals() -> None:
    assert [GERMAN.plural("{n} event", "{n} events", n) for n in (0, 1, 2)] == [
        "{n} Ereignisse",
        "{n} Ereignis",
        "{n} Ereignisse",
    ]
    assert (GERMAN.label("SANCTION"), ENGLISH.label("SANCTION")) == ("Sanktion", "Sanction")


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(ValueError, match="there are no pages in 'fr'; choose one of en, de"):
        words("fr")


@given(st.floats(-1e12, 1e12), st.integers(0, 3))
def test_german_numbers_are_english_ones_with_other_marks(value: float, digits: int) -> None:
    swapped = GERMAN.number(value, digits).translate(str.maketrans(",.", ".,"))
    assert swapped == ENGLISH.number(value, digits)
