"""Resolve entities over the corpus: which names in which articles mean one person, organisation or place.

The decision rests on the distinct names alone, each with how often articles write it and what they tell of its
bearer. It depends on the set of names, not on their order, so that any sequence of runs and a run over
everything decide alike. Ids come from the type and the key of the canonical name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from news.resolve.bodies import Acronym
from news.resolve.by_hand import ByHand
from news.resolve.joining import Joined, join_names, node_of
from news.resolve.name_counts import NameCount
from news.resolve.profiles import Profile, body_profile, canonical_name, person_profiles
from schemas import EntityOverride, content_id


@dataclass(slots=True)
class Resolution:
    """Which entity each name means."""

    profiles: dict[str, Profile] = field(default_factory=dict)
    """Entity id -> entity."""
    meant: dict[tuple[str, str, str | None], str | None] = field(default_factory=dict)
    """(entity type, name, state told) -> entity id; null where several entities can be meant."""
    meant_in: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """(entity type, name, article id) -> entity id: decided by hand for single articles, goes before ``meant``."""
    blocked: set[tuple[str, str, str | None]] = field(default_factory=set)
    """(entity type, name, state told) of names that mean nothing, decided by hand."""


def resolve_entities(
    names: Iterable[NameCount], acronyms: Iterable[Acronym] = (), overrides: Sequence[EntityOverride] = ()
) -> Resolution:
    """Decide which names mean which entity. The order of the arguments' members makes no difference."""
    by_hand = ByHand(overrides)
    resolution = Resolution()
    nodes: dict[str, list[NameCount]] = defaultdict(list)
    moved: dict[str, list[NameCount]] = defaultdict(list)
    for name in sorted(names, key=_order):
        node = node_of(name.entity_type, name.name)
        if by_hand.is_blocked(node):
            resolution.blocked.add((name.entity_type, name.name, name.country_code))
        elif target := by_hand.moved_to(node):
            moved[target].append(name)
        else:
            nodes[node].append(name)
    joined = join_names(nodes, acronyms)
    preferred = by_hand.merge(joined.groups)
    main_of: dict[str, str] = {}
    for first, members in joined.groups.members({*nodes, *moved}).items():
        _leave_open([n for node in members if node in joined.ambiguous for n in nodes[node]], resolution)
        group = _Group(
            {node: nodes[node] for node in members if node in nodes and node not in joined.ambiguous},
            [n for node in members for n in moved.get(node, [])],
            [preferred[first]] if first in preferred else [*members],
        )
        if group.counts:
            main = _add(group, joined, by_hand, resolution)
            main_of |= dict.fromkeys((*members, *group.first), main)
    _split_in_articles(by_hand, nodes, main_of, resolution)
    return resolution


@dataclass(frozen=True, slots=True)
class _Group:
    """Names of one bearer, or of namesakes."""

    by_node: Mapping[str, Sequence[NameCount]]
    moved: Sequence[NameCount]
    """Names that a split of the user's puts here."""
    first: Sequence[str]
    """Nodes from which the canonical name is taken."""

    @property
    def counts(self) -> list[NameCount]:
        return [*(n for counts in self.by_node.values() for n in counts), *self.moved]


def _add(group: _Group, joined: Joined, by_hand: ByHand, resolution: Resolution) -> str:
    """Add the entity of a group, or the namesakes; return the id of the one that most articles mean."""
    counts = group.counts
    named = [n for node in group.first if node not in joined.genitives for n in group.by_node.get(node, [])]
    given = next((name for node in group.first if (name := by_hand.name_given(node))), None)
    name = canonical_name(named) if named else given or canonical_name(counts)
    unclear: Sequence[NameCount] = ()
    if counts[0].entity_type == "PER":
        profiles, unclear = person_profiles(counts, name)
    else:
        profiles = [body_profile(counts, name)]
    shown = by_hand.shown_name((*group.by_node, *group.first))
    for profile in profiles:
        resolution.profiles[profile.entity_id] = replace(profile, name=shown or profile.name)
        for n in profile.counts:
            resolution.meant[n.entity_type, n.name, n.country_code] = profile.entity_id
    _leave_open(unclear, resolution)
    return profiles[0].entity_id


def _split_in_articles(
    by_hand: ByHand,
    nodes: Mapping[str, Sequence[NameCount]],
    main_of: Mapping[str, str],
    resolution: Resolution,
) -> None:
    """Let names mean another entity in single articles, as a user decided."""
    for split in by_hand.splits:
        name = split.other or split.name
        target = node_of(split.entity_type, name)
        entity_id = main_of.get(target) or content_id("entity", split.entity_type, target)
        if entity_id not in resolution.profiles:
            shown = by_hand.shown_name([target]) or name
            resolution.profiles[entity_id] = Profile(
                entity_id, shown, split.entity_type, None, None, frozenset(), 0, ()
            )
        for n in nodes.get(node_of(split.entity_type, split.name), ()):
            resolution.meant_in |= {(n.entity_type, n.name, a): entity_id for a in split.articles}


def aliases(name: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The forms in which articles name an entity, in order, without its name and without mere genitives."""
    written = {" ".join(text.split()) for text in texts}
    known = {*written, name}
    return tuple(
        sorted(
            t
            for t in written
            if t != name and t.rstrip("'’") not in known - {t} and t.removesuffix("s") not in known - {t}
        )
    )


def _leave_open(counts: Iterable[NameCount], resolution: Resolution) -> None:
    for n in counts:
        resolution.meant[n.entity_type, n.name, n.country_code] = None


def _order(n: NameCount) -> tuple[str, str, str, str]:
    return (n.entity_type, n.name, n.country_code or "", n.sector or "")
