"""Keys of clues: what two names, last names or offices share wherever one bears on whom the other means.

Whom a name means follows from all clues that hang together with it by common keys, and from no others. So when
articles come, change or go, only what hangs together with their clues is decided anew. The keys say too much
rather than too little: a needless common key costs time, a missing one would be a fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from news.knowledge.own import remembered
from news.lexicon import lexicon_version
from news.resolve.bodies import body_key, can_be_short, known_body
from news.resolve.joining import BODY, bases_of, node_of
from news.resolve.keys import surname_key
from news.resolve.known_persons import known_person
from news.resolve.seats import Seat
from news.resolve.surnames import called_keys, first_word_surname
from schemas import EntityOverride

RULES = "1"
"""Version of the rules of this package: raise it where the same clues would be decided otherwise."""
CALLED, SEAT = "called ", "seat "
"""What stands before the keys of last names and of offices, so that they never meet the nodes of names."""


@remembered
def key_version() -> str:
    """Version of all that decides: rules and knowledge. Clues of another version have to be read anew."""
    return f"{RULES}.{lexicon_version()}"


@remembered
def name_keys(
    entity_type: str, name: str, country_code: str | None = None, shorts: tuple[str, ...] = ()
) -> tuple[int, ...]:
    """Keys of a full name, beside which an article tells a state, with the single words that stand for it there."""
    found = _of_person(name, country_code) if entity_type == "PER" else _of_body(entity_type, name, shorts)
    return _numbers([node_of(entity_type, name), *found])


@remembered
def surname_keys(text: str) -> tuple[int, ...]:
    """Keys of a last name as written."""
    return _numbers(CALLED + key for key in called_keys(text))


@remembered
def seat_keys(role: str, organisation: str | None, country_code: str | None) -> tuple[int, ...]:
    """The key of an office as articles tell it; none where it is not one person's."""
    key = Seat(role, organisation, country_code).key
    return _numbers([SEAT + " ".join(key)] if key else [])


def override_keys(overrides: Iterable[EntityOverride]) -> set[int]:
    """Keys of all names of which decisions by hand speak."""
    spoken_of = {(o.entity_type, name) for o in overrides for name in (o.name, o.other) if name}
    return {key for entity_type, name in spoken_of for key in name_keys(entity_type, name)}


def _of_person(name: str, country_code: str | None) -> Iterator[str]:
    yield from bases_of("PER", name)
    called = {surname_key(name)} if " " in name else set()
    if (known := known_person(name)) is not None:
        yield node_of("PER", known.name)
        called |= known.surnames
    if (family_name := first_word_surname(name, country_code)) is not None:
        called.add(family_name)
    yield from (CALLED + key for key in sorted(called))


def _of_body(entity_type: str, name: str, shorts: Sequence[str]) -> Iterator[str]:
    # The names of a node can differ in type, and the endings of a genitive with it.
    yield from (base for kind in ("LOC", "ORG") for base in bases_of(kind, name))
    if (known := known_body(name)) is not None:
        yield node_of(entity_type, known.name)
    yield from (BODY + body_key(short) for short in shorts if can_be_short(short))


def _numbers(keys: Iterable[str]) -> tuple[int, ...]:
    """Numbers for keys, the first one's in front. That two keys have one number does no harm but to speed."""
    digests = (blake2b(key.encode(), digest_size=8).digest() for key in dict.fromkeys(keys))
    return tuple(int.from_bytes(digest, "big", signed=True) for digest in digests)
