"""Who is meant by an office: the person of the article who holds it, else who held it when the article appeared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from news.extract.mentions.forms import known_of
from news.extract.times import Interval
from news.knowledge.holders import Holder, holders, persons_by_surname, surname_key
from news.knowledge.office_nouns import Office, office_kinds
from news.knowledge.offices import office

OF_SEVERAL = {"minister"}
"""Kinds of which a state has several holders side by side."""


@dataclass(frozen=True, slots=True)
class Post:
    """An office of a state or body, as an article or the knowledge files tell it."""

    kinds: tuple[str, ...]
    """Kinds of holders that are meant, the likeliest first."""
    country_code: str | None
    organisation: str | None
    is_feminine: bool | None
    """Null where nothing tells it."""


def post_of(role: str | None, country_code: str | None, organisation: str | None) -> Post | None:
    """The post that an office as written tells; null for former and deputy ones, and where it is no office."""
    held = office(role) if role else None
    if held is None or held.is_former or held.is_deputy:
        return None
    body = _body_in(role) or organisation or held.organisation
    return Post(_covered(held), country_code or held.country_code, body, held.is_feminine)


def _body_in(role: str | None) -> str | None:
    """The longest name of a body that an office begins with: EU-Kommission in EU-Kommissionspräsidentin."""
    for length in range(len(role or "") - 1, 1, -1):
        known = known_of((role or "")[:length].rstrip("-"))
        if known is not None and known.entity_type == "ORG":
            return known.name
    return None


def _covered(held: Office) -> tuple[str, ...]:
    return office_kinds()[held.kind].covers


def fits(asked: Post, held: Post) -> bool:
    """Whether an office as it is asked for can be the one that a person holds."""
    if not set(asked.kinds) & set(held.kinds):
        return False
    if (
        asked.is_feminine is not None
        and held.is_feminine is not None
        and asked.is_feminine != held.is_feminine
    ):
        return False
    if asked.country_code is not None and asked.country_code != held.country_code:
        return False
    return (
        asked.organisation is None
        or asked.organisation == held.organisation
        or asked.country_code is not None
    )


Posts = Mapping[str, Sequence[Post]]
"""Name -> the offices of a person."""


def _fitting(asked: Post, posts: Posts) -> list[str]:
    return [name for name, held in posts.items() if any(fits(asked, post) for post in held)]


def persons_in(asked: Post, told: Posts, known: Posts) -> list[str]:
    """Names of the article's persons who hold an office: by what the article tells, else by the knowledge files.

    Else who holds it without a word of the state, and is not known to hold another.
    """
    if asked.country_code is None:
        return sorted({*_fitting(asked, told), *_fitting(asked, known)})
    if found := _fitting(asked, told) or _fitting(asked, known):
        return found
    anywhere = replace(asked, country_code=None, organisation=None)
    return [
        name
        for name, held in told.items()
        if any(fits(anywhere, post) for post in held)
        and all(post.country_code is None for post in (*held, *known.get(name, ())))
    ]


def holder_in_office(asked: Post, published: Interval) -> str | None:
    """The one person who held an office over the whole interval; null if there are several or none is known.

    An office that can be of several kinds (Präsident) is of the first that somebody is known to hold there.
    """
    if (asked.country_code is None and asked.organisation is None) or asked.kinds[0] in OF_SEVERAL:
        return None
    country = asked.country_code if asked.organisation is None else None
    for kind in asked.kinds:
        found = [
            h
            for h in holders(kind, country, asked.organisation or "", published.earliest, published.latest)
            if h.kind == kind
        ]
        if found:
            names = {h.name for h in found}
            is_single = office_kinds()[kind].is_single_seat or asked.organisation is not None
            return names.pop() if len(names) == 1 and is_single else None
    return None


def known_by_surname(
    surname: str, asked: Post | None, states: Iterable[str | None], published: Interval
) -> str | None:
    """The person whom a last name alone means: the one holder of that name in the publication interval.

    Where an office stands with the name, the person must have held it; else the article must name the state.
    """
    told = set(states)
    in_office = [h for h in persons_by_surname(surname) if h.overlaps(published.earliest, published.latest)]
    if asked is not None:
        # The article may name the body in another way than the file; the last name is told, too.
        office_only = replace(asked, organisation=None)
        found = [h for h in in_office if fits(office_only, post_of_holder(h))]
    else:
        found = [h for h in in_office if h.country_code in told or h.organisation in told]
    names = {h.name for h in found}
    return names.pop() if len(names) == 1 else None


def holders_named(name: str, published: Interval) -> list[Holder]:
    """The offices that the knowledge files give to a full name at the time; at other times if there are none then."""
    key = surname_key(name)
    same = [h for h in persons_by_surname(name.rsplit(maxsplit=1)[-1]) if surname_key(h.name) == key]
    return [h for h in same if h.overlaps(published.earliest, published.latest)] or same


def state_of_person(name: str, published: Interval) -> str | None:
    """The one state for which somebody acts; null if none or several are known."""
    states = {h.country_code for h in holders_named(name, published)}
    return states.pop() if len(states) == 1 else None


def post_of_holder(holder: Holder) -> Post:
    """The post of a row of the knowledge files."""
    return Post((holder.kind,), holder.country_code, holder.organisation, None)
