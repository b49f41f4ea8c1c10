"""Persons: which full names over the corpus name one person, by initials and middle names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from news.resolve.groups import Groups
from news.resolve.keys import name_key, surname_key, word_key

DOMINANT = 0.95
"""Share of the articles that the one person must have whose initial stands before a last name that others bear."""


@dataclass(frozen=True, slots=True)
class FullName:
    """A person's name in all its spellings."""

    key: str
    """What stands for all spellings of the name."""
    given: tuple[str, ...]
    """Keys of the words before the last name; an initial is one letter."""
    surname: str
    articles: int

    @property
    def has_initial_only(self) -> bool:
        """True for J. Wolde, where no given name is written out."""
        return bool(self.given) and all(len(word) == 1 for word in self.given)


def full_name(key: str, name: str, articles: int) -> FullName:
    """The parts of a name; a hyphen joins what stands on its sides (Hans-Peter is one given name)."""
    words = name.split()
    given = tuple(_given_key(word) for word in words[:-1])
    return FullName(key, tuple(g for g in given if g), surname_key(name), articles)


def join_persons(
    names: Iterable[FullName], countries: Mapping[str, Collection[str]], groups: Groups
) -> set[str]:
    """Join the names of one person in ``groups``; return the keys that fit several people.

    ``countries`` holds for a key the states for which articles say its bearer acts. A shorter name joins a
    longer one when its given names are among the longer one's in order, beginning with the first (Heiko
    Wolde, Heiko Josef Wolde; J. Wolde, Jens Wolde), and all longer ones that fit it fit each other. People
    for whom articles tell different states are never joined.
    """
    open_keys: set[str] = set()
    by_surname: dict[str, list[FullName]] = defaultdict(list)
    for name in names:
        if name.given:
            by_surname[name.surname].append(name)
    for bearers in by_surname.values():
        for short in bearers:
            longer = [n for n in bearers if n.key != short.key and _fits(short, n, countries)]
            if not longer:
                continue
            if chosen := _one_person(short, longer, countries):
                groups.join(short.key, chosen.key)
            elif short.has_initial_only:
                open_keys.add(short.key)
    return open_keys


def _one_person(
    short: FullName, longer: list[FullName], countries: Mapping[str, Collection[str]]
) -> FullName | None:
    """The longest of the names if they name one person, or the one that nearly all articles mean by an initial."""
    ranked = sorted(longer, key=lambda n: (len(n.given), n.articles, n.key))
    if all(a.key == b.key or _fits(a, b, countries) for a, b in pairwise(ranked)):
        return ranked[-1]
    if not short.has_initial_only:
        return None
    most = max(longer, key=lambda n: (n.articles, n.key))
    return most if most.articles >= DOMINANT * sum(n.articles for n in longer) else None


def _fits(short: FullName, long: FullName, countries: Mapping[str, Collection[str]]) -> bool:
    """Whether the short name can be the long one with less of it."""
    if len(short.given) > len(long.given) or short.given == long.given:
        return False
    ours, theirs = countries.get(short.key, ()), countries.get(long.key, ())
    if ours and theirs and not set(ours) & set(theirs):
        return False
    if len(short.given) == len(long.given):
        pairs = list(zip(short.given, long.given, strict=True))
        return all(_stands_for(a, b) for a, b in pairs) and any(len(a) < len(b) for a, b in pairs)
    return len(short.given) == 1 and _stands_for(short.given[0], long.given[0])


def _stands_for(short: str, long: str) -> bool:
    return short == long or (len(short) == 1 and long.startswith(short))


def _given_key(word: str) -> str:
    bare = word.strip(".")
    if len(bare) == 1:
        return word_key(f"{bare}a")[
            :1
        ]  # an initial follows the rules of a word that begins with it: W. is V.
    return name_key(f"{bare} x").removesuffix(" x")
