"""The clause around a word: its predicate, its words, its subject, and whether it is passive."""

from __future__ import annotations

from news.extract.events.tree import CLAUSE_RELATIONS, NOMINAL, VERBAL, Tree, by_place, noun_lemma
from news.lexicon import cues
from news.lexicon.frames import frames

CLAUSAL = {"ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis"}
SHARING = {"conj", "xcomp", "advcl", "ccomp", "parataxis", "compound"}
CLAUSES_OF_THEIR_OWN = {"ccomp", "advcl", "parataxis"}
LONGEST_CHAIN = 4
SHORTEST_POINTER = 4
SHARED = 0.95
DIRECT, FAR = 1.0, 0.7
"""How sure a place is that hangs on the predicate itself, or only stands in its clause."""
REFLEXIVE = {"sich", "mich", "dich", "uns", "euch"}


def is_passive(tree: Tree, index: int) -> bool:
    """True for a participle with a form of werden, or of sein where nothing but a state can be meant."""
    if not tree.is_participle(index):
        return False
    verb = index
    while tree.relations[verb] == "conj" and not any(tree.relations[c] == "aux" for c in tree.children[verb]):
        if tree.classes[tree.heads[verb]] not in VERBAL or not tree.is_participle(tree.heads[verb]):
            break
        verb = tree.heads[verb]
    helpers = {tree.lower[c] for c in tree.children[verb] if tree.relations[c] in {"aux", "cop"}}
    werden = helpers & cues()["passive"]
    if tree.feature(index, "VerbForm") == "Inf" or (
        tree.lower[index] == tree.lemmas[index] and not tree.feature(index, "VerbForm")
    ):
        return bool(werden & {"wurde", "wurden", "worden"})
    return bool(werden)


def governor_of(tree: Tree, index: int) -> int:
    """The verb whose subject an adjective speaks of: zeigt sich bereit; the adjective itself beside a copula."""
    if tree.relations[index] == "aux":
        return tree.heads[index]
    if any(tree.relations[c] in {"nsubj", "cop"} for c in tree.children[index]):
        return index
    head = tree.heads[index]
    return (
        head
        if tree.classes[head] in VERBAL
        and tree.relations[index] in {"xcomp", "advmod", "obj", "compound", "ccomp"}
        else index
    )


@by_place
def own_subjects(tree: Tree, verb: int) -> list[int]:
    """The subjects on a verb, the likeliest first; a second one is an object or another clause's subject."""
    found = [
        c
        for c in tree.children[verb]
        if tree.relations[c] == "nsubj"
        and tree.lower[c] != "es"
        and not tree.preposition(c)
        and tree.lower[c] not in REFLEXIVE
        and not has_oblique_article(tree, c)
    ]
    if len(found) == 1 and tree.relations[verb] == "conj" and tree.classes[found[0]] == "NOUN":
        # "wirft … vor und prangert Manöver an": right behind "und verb" stands the object.
        is_second = tree.relations[verb - 1] == "cc" if verb else False
        if (
            is_second
            and found[0] > verb
            and any(tree.relations[c] == "nsubj" for c in tree.children[tree.heads[verb]])
        ):
            return []
    if len(found) > 1:
        found = [c for c in found if tree.lower[c] != "was"] or found
        lost = _subject_of_speech(tree, verb, found)
        found = [c for c in found if c != lost] if lost is not None else found
    objects = [c for c in tree.children[verb] if tree.relations[c] == "obj" and not tree.preposition(c)]
    if len(found) == 1 and len(objects) == 1 and _is_exchanged(tree, verb, found[0], objects[0]):
        found = [objects[0]]
    if not found:
        # A name without an article may be taken for an object where nothing else is the subject.
        helpers = [w for w in tree.children[verb] if tree.relations[w] == "aux"]
        is_finite = any(tree.feature(v, "VerbForm") == "Fin" for v in (verb, *helpers))
        if is_finite and (tree.relations[verb] != "conj" or _is_inverted(tree, verb)):
            found = [
                w for w in objects if tree.lower[w] not in REFLEXIVE and tree.case(w) not in {"Acc", "Dat"}
            ][:1] or [w for w in tree.children[verb] if _is_person_by_title(tree, w)][:1]
    if len(found) > 1 and tree.lower[found[0]] in {"das", "die"} and _is_of_deed(tree, verb):
        found = [found[1], found[0], *found[2:]]
    if len(found) > 1 and tree.case(found[0]) in {"Acc", "Dat"} and tree.case(found[1]) in {"Nom", ""}:
        found = [found[1], found[0], *found[2:]]
    return found


def _is_person_by_title(tree: Tree, index: int) -> bool:
    """Whether a nominative with a name beside it hangs on a verb as if it told a time: ist der Blogger A verhaftet."""
    is_nominative = (
        tree.relations[index] == "obl" and tree.case(index) == "Nom" and not tree.preposition(index)
    )
    return is_nominative and any(tree.relations[c] == "appos" for c in tree.children[index])


def _is_of_deed(tree: Tree, verb: int) -> bool:
    """Whether a relative clause is that of a deed, which somebody does in it: das Embargo, das A verhängt hat."""
    noun = tree.heads[verb]
    options = frames().of("NOUN", noun_lemma(tree.words[noun], tree.lemmas[noun]))
    is_relative = tree.relations[verb] == "acl" and tree.classes[noun] == "NOUN"
    return is_relative and any(frame.event_type for frame in options)


@by_place
def has_oblique_article(tree: Tree, index: int) -> bool:
    """Whether the form of its article shows that a phrase is no subject, whatever the parser says."""
    words = cues()["oblique_articles"]
    return _has_feminine_der(tree, index) or any(tree.lower[c] in words for c in articles(tree, index))


def has_dative_article(tree: Tree, index: int) -> bool:
    """Whether the form of its article shows a dative: dem, einem; der, einer beside a feminine noun."""
    return _has_feminine_der(tree, index) or any(tree.lower[c].endswith("em") for c in articles(tree, index))


def _has_feminine_der(tree: Tree, index: int) -> bool:
    """Whether "der", "einer" … stands beside a feminine noun; "der Beauftragte" is none, though the noun can be."""
    is_feminine = tree.feature(index, "Gender") == "Fem" and tree.classes[index] == "NOUN"
    return is_feminine and any(
        tree.lower[c].endswith("er") and tree.feature(c, "Gender") != "Masc" for c in articles(tree, index)
    )


def articles(tree: Tree, index: int) -> list[int]:
    """The articles and other determiners of a noun."""
    return [c for c in tree.children[index] if tree.relations[c] == "det"]


def shows_accusative(tree: Tree, index: int) -> bool:
    """Whether the form of its article shows an accusative: den, einen."""
    return any(tree.lower[c].endswith("en") for c in articles(tree, index))


def shows_case(tree: Tree, index: int) -> bool:
    """Whether a case that the parser tells can be seen: names without an article look alike in all but the genitive."""
    has_article = any(tree.relations[c] in {"det", "amod"} for c in tree.children[index])
    return bool(tree.case(index)) and (tree.classes[index] != "PROPN" or has_article)


def _is_exchanged(tree: Tree, verb: int, subject: int, other: int) -> bool:
    """Whether only the object can be the subject: it agrees with the number of the verb, and the other does not."""
    helpers = [w for w in tree.children[verb] if tree.feature(w, "VerbForm") == "Fin"]
    finite = helpers[0] if helpers else verb
    if tree.classes[subject] != "NOUN":
        return False
    if not tree.lower[finite].endswith(("en", "ind")):
        is_front = subject < finite < other and tree.feature(finite, "Number") == "Sing"
        return is_front and _number(tree, subject) == "Plur" and _number(tree, other) != "Plur"
    return _number(tree, other) == "Plur" and _number(tree, subject) == "Sing"


def _is_inverted(tree: Tree, verb: int) -> bool:
    """Whether something else than the subject stands in front of a coordinated verb: und am Montag drohte A."""
    return any(w < verb and tree.relations[w] in {"obl", "advmod"} for w in tree.children[verb])


def _number(tree: Tree, index: int) -> str:
    beside = [c for c in tree.children[index] if tree.relations[c] in {"appos", "flat"}]
    if (
        any(tree.relations[c] == "conj" for w in (index, *beside) for c in tree.children[w])
        or len(beside) > 1
    ):
        return "Plur"
    has_die = any(tree.lower[c] == "die" for c in articles(tree, index))
    if has_die and tree.feature(index, "Gender") in {"Masc", "Neut"}:
        return "Plur"
    return tree.feature(index, "Number")


def _subject_of_speech(tree: Tree, verb: int, found: list[int]) -> int | None:
    """In "A habe gewarnt, sagte B" the parser may hang A on sagte; A is the subject of the clause inside."""
    for child in tree.children[verb]:
        if tree.relations[child] != "ccomp" or child > verb or tree.classes[child] not in VERBAL:
            continue
        if not any(tree.relations[c] == "nsubj" for c in tree.children[child]):
            before = [c for c in found if c < child]
            if before and len(before) < len(found):
                return before[0]
    return None


def subjects(tree: Tree, verb: int) -> list[tuple[int, float]]:
    """The subject of a verb; of verbs without one that of the verb that shares or controls it."""
    sureness = DIRECT
    for _ in range(LONGEST_CHAIN):
        own = own_subjects(tree, verb) or _subjects_elsewhere(tree, verb)
        if own:
            return [(own[0], sureness)]
        above = _sharing(tree, verb)
        if above is None:
            return []
        sureness *= FAR if tree.relations[verb] == "acl" else SHARED
        verb = above
    return []


def _subjects_elsewhere(tree: Tree, verb: int) -> list[int]:
    """The subject of a clause that the parser hung on the verb of speech, or the noun of an attribute."""
    relation, head = tree.relations[verb], tree.heads[verb]
    if relation == "ccomp":
        both = [c for c in tree.children[head] if tree.relations[c] == "nsubj"]
        lost = _subject_of_speech(tree, head, both) if len(both) > 1 else None
        return [] if lost is None else [lost]
    is_attribute = relation == "acl" and tree.classes[head] in NOMINAL and tree.classes[verb] == "ADJ"
    return [head] if is_attribute and not tree.has_zu(verb) else []


def _sharing(tree: Tree, verb: int) -> int | None:
    """The verb whose subject is also that of a verb without one: coordinated, or above an infinitive."""
    relation, head = tree.relations[verb], tree.heads[verb]
    if head == verb:
        return None
    if relation == "acl" and tree.classes[head] in NOMINAL:
        above = clause_verb(tree, head) if tree.has_zu(verb) else None
        return above if above != verb else None
    if relation not in SHARING or tree.classes[head] not in VERBAL | {"ADJ", "NOUN"}:
        return None
    return None if relation in CLAUSES_OF_THEIR_OWN and _is_finite(tree, verb) else head


def _is_finite(tree: Tree, verb: int) -> bool:
    """Whether a clause has a finite verb of its own and so should have a subject of its own."""
    helpers = [c for c in tree.children[verb] if tree.relations[c] in {"aux", "cop"}]
    return any(tree.feature(v, "VerbForm") == "Fin" for v in (verb, *helpers))


@by_place
def clause_verb(tree: Tree, index: int) -> int | None:
    """The predicate of the clause that a word stands in."""
    word = index
    for above in tree.ancestors(index):
        if tree.relations[word] in CLAUSE_RELATIONS and is_predicate(tree, word):
            return word
        if is_predicate(tree, above) and tree.relations[word] not in {"aux", "cop"}:
            return above
        word = above
    return word if word != index else None


def is_predicate(tree: Tree, index: int) -> bool:
    """A verb, or a noun or adjective with a copula."""
    if tree.classes[index] in VERBAL:
        return True
    return any(tree.relations[c] in {"cop", "nsubj"} for c in tree.children[index])


@by_place
def clause_words(tree: Tree, verb: int) -> list[int]:
    """The words of a clause in text order, without those of clauses under it."""
    found = []
    stack = [verb]
    while stack:
        word = stack.pop()
        found.append(word)
        for child in tree.children[word]:
            relation = tree.relations[child]
            is_verbal = tree.classes[child] in VERBAL
            is_other = is_verbal if relation in {"conj", "xcomp"} else relation in CLAUSAL
            if not is_other:
                stack.append(child)
    return sorted(found)


def points_ahead(tree: Tree, index: int) -> bool:
    """Words like dafür, darauf, dazu, on which the parser may hang the clause they announce."""
    word = tree.lower[index]
    return tree.classes[index] == "ADV" and word.startswith("da") and len(word) >= SHORTEST_POINTER


def is_speech(tree: Tree, verb: int) -> bool:
    """Whether a clause beside another is what somebody says: subjunctive, behind a colon or in quotes."""
    if any(tree.feature(w, "Mood") == "Sub" for w in (verb, *tree.children[verb])):
        return True
    first = min(tree.subtree(verb))
    return first > 0 and tree.words[first - 1] in {":", "„", "“", '"', "»", "«", "‚", "'"}
