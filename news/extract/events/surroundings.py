"""What stands around an event in its clause: where it happens and whose claim it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from news.extract.events.parties import Parties
from news.extract.events.tree import NOMINAL, Tree, noun_lemma
from news.lexicon import cues
from news.lexicon.frames import frames
from schemas import Mention

PLACE_PREPOSITIONS = {"in", "an", "bei", "auf"}


def place_of(
    tree: Tree, parties: Parties, words: Sequence[int], near: Collection[int | None], taken: Collection[str]
) -> Mention | None:
    """The first place behind in, an or bei in a clause that is no party of its event.

    Places beside the event's word or the verb of its clause come before those of other nouns.
    """
    for word in sorted(words, key=lambda w: tree.heads[w] not in near):
        mention = parties.standing(word)
        if (
            mention is None
            or mention.entity_type != "LOC"
            or mention.form != "name"
            or mention.mention_id in taken
        ):
            continue
        if tree.preposition(word) in PLACE_PREPOSITIONS or (
            tree.relations[word] == "appos" and tree.preposition(tree.heads[word]) in PLACE_PREPOSITIONS
        ):
            return mention
    return None


def source_of(tree: Tree, parties: Parties, words: Sequence[int]) -> Mention | None:
    """Whose claim a clause is by its own words: laut A, nach Angaben von A."""
    known = cues()
    for word in words:
        if tree.classes[word] not in NOMINAL:
            continue
        preposition = tree.preposition(word)
        lemma = noun_lemma(tree.words[word], tree.lemmas[word])
        is_source = preposition in known["source_words"] or (
            preposition == "nach" and lemma in frames().lists["source_nouns"]
        )
        if is_source:
            direct = parties.one(word)
            owner = direct or next(parties.owners(word), None)
            if owner:
                return owner.mention
    return None
