"""Status of an event by what stands around its word: negation, modals, tense, mood, conditions."""

from __future__ import annotations

from news.extract.events.clauses import clause_verb, clause_words, is_passive
from news.extract.events.tree import VERBAL, Tree
from news.lexicon import cues

ACTUAL, PLANNED, HYPOTHETICAL, NEGATED = "actual", "planned", "hypothetical", "negated"
STRENGTH = {ACTUAL: 0, PLANNED: 1, HYPOTHETICAL: 2, NEGATED: 3}
OF_NOUN = {"advmod", "det", "amod", "case", "mark", "cc", "advcl"}
OF_VERB = {"advmod", "cc", "det", "mark", "advcl", "obj", "cop"}
SUBORDINATE = {"xcomp", "advcl", "acl", "ccomp", "csubj"}
AROUND_NOUN = {"zu", "für", "bei", "in", "über", "auf", ""}
"""Prepositions behind which a noun's event is as real as the clause around it."""
DEEPEST = 3


def stronger(one: str, other: str) -> str:
    """The less factual of two statuses."""
    return max(one, other, key=STRENGTH.__getitem__)


def status_of(
    tree: Tree, index: int, *, is_verb: bool, is_reported: bool, without: frozenset[str] = frozenset()
) -> str:
    """Status of the event that a word tells, by its own clause and the clause around a noun.

    ``is_reported`` is True inside what somebody says: there hätte and würde only mark reported speech. ``without``
    holds words that belong to the event's word itself (nicht in "nicht bereit").
    """
    if without & cues()["negation"]:
        return ACTUAL
    status = _of_attributes(tree, index)
    verb = index if is_verb else clause_verb(tree, index)
    if verb is None or (is_verb and tree.relations[index] == "amod"):
        return status
    if not is_verb and not _shares_status(tree, index, verb):
        is_ahead = tree.preposition(index) in cues()["ahead"] and _is_open(tree, verb)
        return stronger(status, PLANNED) if is_ahead else status
    return stronger(status, of_clause(tree, verb, is_reported=is_reported))


def of_clause(tree: Tree, verb: int, *, is_reported: bool, depth: int = 0) -> str:
    """Status that a clause gives to what it tells."""
    status = ACTUAL
    for holder in _verb_group(tree, verb):
        for child in tree.children[holder]:
            by_modifier = _of_modifier(tree, child)
            if by_modifier == NEGATED and _denies(tree, holder):
                by_modifier = HYPOTHETICAL
            status = stronger(status, by_modifier)
            if tree.relations[child] in {"aux", "cop"}:
                status = stronger(status, _of_auxiliary(tree, holder, child, is_reported=is_reported))
    if _opens_with_sollte(tree, verb) or _is_question(tree, verb):
        status = stronger(status, HYPOTHETICAL)
    if tree.has_zu(verb) and tree.relations[verb] in SUBORDINATE:
        status = stronger(status, PLANNED)
        above = tree.heads[verb]
        if tree.relations[verb] == "xcomp" and tree.classes[above] in VERBAL and depth < DEEPEST:
            status = stronger(status, of_clause(tree, above, is_reported=is_reported, depth=depth + 1))
    if tree.feature(verb, "Mood") == "Sub" and not is_reported and tree.lower[verb] in cues()["hypothetical"]:
        status = stronger(status, HYPOTHETICAL)
    return status


def _of_modifier(tree: Tree, child: int) -> str:
    """Status by a negation, a conjunction or an adverb on a verb, and by kein on its subject or object."""
    known = cues()
    lower, relation = tree.lower[child], tree.relations[child]
    if relation in {"nsubj", "obj"}:
        words = {tree.lower[c] for c in tree.children[child]}
        return NEGATED if any(w.startswith("kein") for w in words & known["negation"]) else ACTUAL
    if relation not in OF_VERB and tree.classes[child] not in {"PART", "ADV"}:
        return ACTUAL
    if lower in known["negation"] and not _is_only(tree, child):
        return NEGATED
    if relation == "mark" and lower in known["conditional"]:
        return HYPOTHETICAL
    if relation == "advmod" and lower in known["hypothetical_words"]:
        return HYPOTHETICAL
    return PLANNED if relation == "advmod" and lower in known["planned_words"] else ACTUAL


def _denies(tree: Tree, verb: int) -> bool:
    """Whether a verb is one of denial, which "nicht" turns into a possibility."""
    particles = [tree.lower[c] for c in tree.children[verb] if tree.relations[c] == "compound"]
    return any(p + tree.lemmas[verb] in cues()["denying"] for p in (*particles, ""))


def _verb_group(tree: Tree, verb: int) -> list[int]:
    """The verb and those before it in a coordination whose auxiliary it shares."""
    group = [verb]
    while (
        tree.relations[group[-1]] == "conj"
        and tree.feature(group[-1], "VerbForm") != "Fin"
        and tree.classes[tree.heads[group[-1]]] in VERBAL
        and not any(tree.relations[c] == "aux" for c in tree.children[group[-1]])
    ):
        group.append(tree.heads[group[-1]])
    return group


def _of_auxiliary(tree: Tree, verb: int, helper: int, *, is_reported: bool) -> str:
    known = cues()
    lemma, lower = tree.lemmas[helper], tree.lower[helper]
    is_past = tree.feature(helper, "Tense") == "Past" and tree.feature(helper, "Mood") != "Sub"
    if lemma in known["modal_planned"]:
        return ACTUAL if _is_hearsay(tree, verb) else PLANNED
    if lemma in known["modal_hypothetical"]:
        return ACTUAL if is_past and lemma in known["modal_fact_in_past"] else HYPOTHETICAL
    if lower in known["future"] and tree.classes[verb] in {"ADJ", "NOUN"} and not tree.is_participle(verb):
        return HYPOTHETICAL if lower.startswith("würd") and not is_reported else ACTUAL  # it becomes such
    if lower in known["future"]:
        return _of_werden(tree, verb, helper, is_reported=is_reported)
    return HYPOTHETICAL if lower in known["unreal"] and not is_reported else ACTUAL


def _of_werden(tree: Tree, verb: int, helper: int, *, is_reported: bool) -> str:
    """The passive tells a fact, the future a plan; würde tells neither, but in reported speech it is a future."""
    is_unreal = tree.lower[helper].startswith("würd")
    others = [c for c in tree.children[verb] if c != helper and tree.lower[c] == "werden"]
    if is_passive(tree, verb) and not others:
        return HYPOTHETICAL if is_unreal and not is_reported else ACTUAL
    return HYPOTHETICAL if is_unreal and not is_reported else PLANNED


def _is_hearsay(tree: Tree, verb: int) -> bool:
    """Soll getötet haben: somebody says that it happened."""
    if not tree.is_participle(verb) or tree.feature(verb, "VerbForm") == "Inf":
        return False
    return any(tree.lower[c] in {"haben", "sein"} for c in tree.children[verb])


def _of_attributes(tree: Tree, index: int) -> str:
    """Status by the article, adjective or preposition of a noun, or by an adverb on a verb."""
    known = cues()
    status = ACTUAL
    for child in tree.children[index]:
        if tree.relations[child] not in OF_NOUN:
            continue
        lower = tree.lower[child]
        stem = lower[:-2] if lower.endswith(("en", "er", "es", "em")) else lower[:-1]
        forms = {lower, tree.lemmas[child], stem, lower[:-1]}
        is_negated = lower in known["negation"] and not _is_only(tree, child)
        if is_negated or forms & (known["without"] | known["negated_words"]):
            status = stronger(status, NEGATED)
        elif forms & known["hypothetical_words"]:
            status = stronger(status, HYPOTHETICAL)
        elif forms & known["planned_words"]:
            status = stronger(status, PLANNED)
    return status


def _shares_status(tree: Tree, noun: int, verb: int) -> bool:
    """Whether a noun's event is what its clause is about: subject, object, or "bei", "zu" its verb."""
    if noun != verb and tree.heads[noun] != verb:
        return False
    return tree.relations[noun] in {"nsubj", "obj", "root"} or tree.preposition(noun) in AROUND_NOUN


def _is_open(tree: Tree, verb: int) -> bool:
    """Whether a clause tells no past: neither preterite nor perfect."""
    helpers = {tree.lower[c] for c in tree.children[verb] if tree.relations[c] == "aux"}
    return tree.feature(verb, "Tense") != "Past" and not helpers & cues()["perfect"]


def _is_only(tree: Tree, index: int) -> bool:
    """Nicht nur, nicht zuletzt: no negation."""
    return bool(cues()["not_negated"].intersection(tree.lower[index + 1 : index + 2]))


def _is_question(tree: Tree, verb: int) -> bool:
    """Whether a main clause asks: its own question mark stands behind it."""
    return tree.is_root(verb) and any(tree.words[c] == "?" for c in tree.children[verb])


def _opens_with_sollte(tree: Tree, verb: int) -> bool:
    """Whether a clause is a condition by its order: "…, sollte A angreifen"."""
    words = clause_words(tree, verb)
    helper = next(
        (
            w
            for w in words
            if tree.relations[w] in {"aux", "mark"} and tree.lower[w] in cues()["unreal_first"]
        ),
        None,
    )
    if helper is None:
        return False
    # In a main clause something stands before the finite verb.
    return helper == words[0] or tree.words[helper - 1] == ","
