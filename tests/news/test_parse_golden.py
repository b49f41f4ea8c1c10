"""Golden cases: one file of text and what parsing gives. `make golden` rewrites the expected files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from news.parse import parse

FOLDER = Path(__file__).parent / "golden" / "parse"
TODAY = date(2022, 6, 1)


@pytest.mark.parametrize("case", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_golden_parse(case: Path, regenerate: bool) -> None:
    text = case.read_bytes().decode("utf-8")
    given = _as_json(text)
    expected = case.with_suffix(".json")
    if regenerate:
        expected.write_text(json.dumps(given, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert given == json.loads(expected.read_text(encoding="utf-8"))


def _as_json(text: str) -> dict[str, Any]:
    parsed = parse(text, today=TODAY, tolerance_days=2)
    header = parsed.header
    return {
        "header": {
            "written": header.written,
            "earliest": header.earliest and header.earliest.isoformat(),
            "latest": header.latest and header.latest.isoformat(),
            "precision": header.precision,
            "problem": header.problem,
        },
        "title": parsed.title,
        "byline": parsed.byline,
        "dateline": parsed.dateline,
        "agencies": list(parsed.agencies),
        "body": parsed.body.split("\n\n"),
        "boilerplate": [[piece.kind, text[piece.start : piece.end]] for piece in parsed.boilerplate],
    }
