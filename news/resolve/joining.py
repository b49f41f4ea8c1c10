"""Joining: group the names of a corpus by who bears them, as far as names and knowledge alone tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from news.resolve.bodies import Acronym, body_key, join_acronyms, known_body
from news.resolve.groups import Groups
from news.resolve.keys import name_key
from news.resolve.known_persons import known_person
from news.resolve.name_counts import NameCount, articles_by, most
from news.resolve.persons import full_name, join_persons

PERSON, BODY = "person ", "body "
"""What stands before a key, so that persons and all else never meet."""
GENITIVES = {"PER": ("s", "'", "’"), "ORG": ("s", "es"), "LOC": ("s",), "MISC": ("s",)}


@dataclass(frozen=True, slots=True)
class Joined:
    """Groups of nodes, and what is special of some."""

    groups: Groups
    genitives: frozenset[str]
    """Nodes of names in the genitive: never the name under which an entity is shown."""
    ambiguous: frozenset[str]
    """Nodes that can mean several entities."""


def node_of(entity_type: str, name: str) -> str:
    """What stands for all spellings of a name; bodies, places and other names share theirs."""
    return PERSON + name_key(name) if entity_type == "PER" else BODY + body_key(name)


def join_names(nodes: Mapping[str, Sequence[NameCount]], acronyms: Iterable[Acronym]) -> Joined:
    """Join the nodes of one bearer: spellings of a known name, genitives, shorter and longer names, acronyms."""
    groups = Groups()
    articles = {node: sum(n.articles for n in counts) for node, counts in nodes.items()}
    genitives = set()
    full_names = []
    for node, counts in nodes.items():
        entity_type, written = counts[0].entity_type, _usual(counts)
        known = known_person(written) if entity_type == "PER" else known_body(written)
        if known is not None:
            groups.join(node, node_of(entity_type, known.name))
        elif base := _base_of_genitive(entity_type, written, articles):
            groups.join(node, base)
            genitives.add(node)
            continue
        if entity_type == "PER":
            full_names.append(full_name(node, written, articles[node]))
    countries = {f.key: {n.country_code for n in nodes[f.key] if n.country_code} for f in full_names}
    ambiguous = join_persons(full_names, countries, groups)
    join_acronyms(acronyms, groups, BODY)
    return Joined(groups, frozenset(genitives), frozenset(ambiguous))


def _base_of_genitive(entity_type: str, name: str, articles: Mapping[str, int]) -> str | None:
    """The node of the name whose genitive this is (Anders Woldes, Velens); null if it is none.

    It is one where the name without its ending is in the corpus, too, and at least as often: Jan Peters is no
    genitive of Jan Peter.
    """
    own = node_of(entity_type, name)
    return next((b for b in bases_of(entity_type, name) if articles.get(b, 0) >= articles[own]), None)


def bases_of(entity_type: str, name: str) -> list[str]:
    """The nodes of the names whose genitive this can be."""
    own = node_of(entity_type, name)
    bases = (node_of(entity_type, name.removesuffix(e)) for e in GENITIVES[entity_type] if name.endswith(e))
    return [base for base in bases if base != own]


def _usual(counts: Iterable[NameCount]) -> str:
    """The spelling that most articles have."""
    return most(articles_by((n.name, n.articles) for n in counts)) or ""
