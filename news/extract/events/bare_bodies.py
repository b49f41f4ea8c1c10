"""Bare bodies: which state or alliance "die Regierung" and "das Bündnis" mean where no word beside them says it."""

from __future__ import annotations

from bisect import bisect_left

from news.extract.events.parties import Filler, Parties, is_told
from news.extract.events.tree import Tree
from news.knowledge.institutions import institution
from news.lexicon import cues
from news.lexicon.frames import frames
from schemas import Mention

SURENESS = 0.55
ORGANS = {"GOV", "MIL", "LEG", "JUD", "SPY"}
ALLIANCE = "IGO"
POSSESSIVES = ("sein", "ihr")


def body_meant(tree: Tree, parties: Parties, head: int) -> Filler | None:
    """The state whose organ a definite noun is, or the alliance that it takes up; null where that is not clear.

    An organ is that of the one state of which its sentence up to it and the sentence before speak; where they speak
    of several, of none.
    """
    if not is_bare_body(tree, head):
        return None
    if tree.lemmas[head] in frames().lists["alliances"]:
        near = _before(tree, parties, head)
        named = [m for m in near if m.entity_type == "ORG" and m.sector == ALLIANCE]
        return Filler(head, named[-1], SURENESS) if named else None
    near = [m for m in _before(tree, parties, head) if m.country_code is not None]
    states = [m for m in near if m.entity_type == "LOC" and m.entity_id is not None]
    is_clear = len({m.country_code for m in near}) == 1
    return Filler(head, states[-1], SURENESS) if is_clear and states else None


def is_bare_body(tree: Tree, head: int) -> bool:
    """Whether a noun is an alliance or an organ of a state behind an article that points at one that is known."""
    words = {tree.lower[c] for c in tree.children[head] if tree.relations[c] == "det"}
    if not words & cues()["definite"] and not any(w.startswith(POSSESSIVES) for w in words):
        return False
    if tree.lemmas[head] in frames().lists["alliances"]:
        return True
    body = institution(tree.words[head])
    return body is not None and not body.prefix and body.sector in ORGANS


def _before(tree: Tree, parties: Parties, head: int) -> list[Mention]:
    """The mentions that tell somebody in the sentence up to a word and in the sentence before, in text order."""
    first = bisect_left(tree.sentences, tree.sentences[head] - 1)
    return [m for m in parties.between(first, head) if is_told(m)]
