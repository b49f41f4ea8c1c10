"""Readings of what comes again and again: täglich, jeden Montag, zweimal im Jahr."""

from __future__ import annotations

from news.extract.times.numerals import duration
from news.extract.times.reading import Fields, Reading, unbounded
from news.extract.times.scene import Scene


def read_set_word(fields: Fields, scene: Scene) -> Reading:
    """täglich, jährlich."""
    return unbounded("SET", fields["x"])


def read_set_of_weekday(fields: Fields, scene: Scene) -> Reading:
    """jeden Montag, sonntags, jeden Freitagabend."""
    number, _, part = (fields.get("x") or fields["w"]).partition(":")
    return unbounded("SET", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))


def read_set_of_period(fields: Fields, scene: Scene) -> Reading:
    """jeden Tag, alle zwei Jahre, zweimal im Monat, jeden zweiten Tag."""
    count = fields.get("o") or fields.get("n") or "1"
    return unbounded("SET", duration(count if count == "X" else float(count), fields["u"]))


def read_set_of_part(fields: Fields, scene: Scene) -> Reading:
    """jeden Abend, jeden Sommer."""
    is_season = fields["p"] in {"SP", "SU", "FA", "WI"}
    return unbounded("SET", f"XXXX-{fields['p']}" if is_season else f"XXXX-XX-XXT{fields['p']}")
