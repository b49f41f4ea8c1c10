"""Places: where on the globe a name can lie, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from news.knowledge import FOLDER, split
from news.knowledge.own import own_rows, remembered
from news.knowledge.spellings import add_spellings
from news.knowledge.tables import TABLES

FILES = ("regions", "places")
"""Tables of places, those of the first before those of the next."""
COLUMNS = tuple(column.name for column in TABLES["places"].columns)


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a name can mean."""

    name: str
    """As the German press writes it."""
    country_code: str | None
    """Alpha-3 code; null for waters and for regions of several states."""
    latitude: float
    """Degrees (WGS 84)."""
    longitude: float
    """Degrees (WGS 84)."""
    precision: str
    """point (a base, a border crossing), city or region."""
    population: int
    """0 where it is not known."""
    share: float
    """Between 0 and 1, as a prior: this place's share of the people of all places of the name. What has no number, as
    regions, counts as much as all towns of the name together."""
    caution: str | None
    """Whether the name that was looked up needs support from the text: "homograph" (also a German word or a personal
    name), "ambiguous" (also something else that the news name)."""


@remembered
def find(name: str) -> tuple[Place, ...]:
    """The places that a name in its basic form can mean, the likeliest first; empty if none is known.

    Context decides between them: a state that the article names makes the place in that state likelier. A
    user's own places come first, then regions, then cities by their inhabitants.
    """
    rows = [line.split("\t") for line in _lines().get(name, "").split("\n") if line]
    people = [int(cells[6] or 0) for cells in rows]
    weights = [number or max(sum(people), 1) for number in people]
    caution = next((cells[7] for cells in rows if cells[7]), None)
    return tuple(
        _place(cells, weight / sum(weights), caution) for cells, weight in zip(rows, weights, strict=True)
    )


def _place(cells: list[str], share: float, caution: str | None) -> Place:
    name, _, country, latitude, longitude, precision, population, _ = cells
    return Place(
        name=name,
        country_code=country or None,
        latitude=float(latitude),
        longitude=float(longitude),
        precision=precision,
        population=int(population or 0),
        share=share,
        caution=caution,
    )


@remembered
def _lines() -> dict[str, str]:
    """Any form of a name -> the lines of its rows. A line is taken apart only when its name is looked up."""
    found: dict[str, str] = {}
    for line in _all_lines():
        name, aliases, _ = line.split("\t", 2)
        for form in {name, *split(aliases)} if aliases else (name,):
            found[form] = f"{found[form]}\n{line}" if form in found else line
    add_spellings(found)
    return found


def _all_lines() -> Iterator[str]:
    own = [[row[name] for name in COLUMNS] for table in FILES for row in own_rows(table)]
    yield from ("\t".join(cells) for cells in own)
    replaced = {(cells[0], cells[2], cells[5]) for cells in own}
    for table in FILES:
        lines = (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").split("\n")
        rows = iter(line for line in lines if line and not line.startswith("#"))
        next(rows)
        for line in rows:
            if not replaced or _key(line) not in replaced:
                yield line


def _key(line: str) -> tuple[str, str, str]:
    cells = line.split("\t")
    return cells[0], cells[2], cells[5]
