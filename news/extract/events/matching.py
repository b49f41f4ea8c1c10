"""Which frame of a word holds in its clause, and what its content is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from news.extract.events.arguments import Arguments
from news.extract.events.parties import Filler
from news.extract.events.tree import NOMINAL, VERBAL, Tree, noun_lemma, verb_lemma
from news.lexicon import cues
from news.lexicon.frames import CONTENT, Condition, Frame, last_part
from schemas.codebook import EVENT_TYPES


def choose(
    options: Sequence[Frame], arguments: Arguments, type_at: Callable[[int], str | None]
) -> Frame | None:
    """The first frame whose conditions hold. ``type_at`` gives the event type that a word tells by itself."""
    reflexive: bool | None = None
    for frame in options:
        if frame.is_reflexive and not arguments.is_attribute:
            reflexive = arguments.is_reflexive() if reflexive is None else reflexive
            if not reflexive:
                continue
        for condition in frame.conditions:
            if not holds(condition, frame, arguments, type_at):
                break
        else:
            return frame
    return None


def holds(
    condition: Condition, frame: Frame, arguments: Arguments, type_at: Callable[[int], str | None]
) -> bool:
    """Whether a condition holds."""
    return _found(condition, frame, arguments, type_at) != condition.is_negated


def _found(
    condition: Condition, frame: Frame, arguments: Arguments, type_at: Callable[[int], str | None]
) -> bool:
    tree, slot = arguments.tree, condition.slot
    if slot == "word":
        holders = {arguments.index, arguments.governor}
        return any(tree.lower[c] in condition.words for h in holders for c in tree.children[h])
    if slot == "speaker":
        return arguments.has_speaker
    if slot == "attr":
        return bool(arguments.attributes() & condition.words)
    if slot in {"adj", "part"} or (slot == "gen" and arguments.word_class != "NOUN" and not condition.words):
        return bool(arguments.fillers(slot))
    heads = _heads(condition, frame, arguments)
    if condition.words and any(_is_word(tree, h, condition.words) for h in heads):
        return True
    return any(_passes(test, heads, arguments, type_at) for test in condition.tests)


def _heads(condition: Condition, frame: Frame, arguments: Arguments) -> Sequence[int]:
    """The words at which a condition looks."""
    tree, slot = arguments.tree, condition.slot
    if slot == CONTENT:
        return sorted(content_of(frame, arguments))
    if slot == "clause":
        clauses = arguments.clauses()
        return [w for c in clauses for w in tree.subtree(c)] if condition.words else clauses
    if slot == "gen" and arguments.word_class != "NOUN":
        return arguments.genitives()
    return arguments.words(slot, is_direct=condition.is_literal)


def _passes(
    test: str, heads: Sequence[int], arguments: Arguments, type_at: Callable[[int], str | None]
) -> bool:
    if test == "ANY":
        return bool(heads)
    if test == "EVENT":
        return any(type_at(h) for h in heads)
    if test in EVENT_TYPES:
        return any(type_at(h) == test for h in heads)
    is_of_people = test in {"PARTY", "PERSON"}
    return any(
        (is_of_people and _stands_for_people(h, arguments))
        or any(_is_kind(f, test) for f in arguments.parties.of(h))
        for h in heads
    )


def _stands_for_people(head: int, arguments: Arguments) -> bool:
    """Whether a word means persons by itself: a pronoun, an office, beide."""
    tree = arguments.tree
    standing = arguments.parties.standing(head)
    words = {tree.lower[head], *(tree.lower[c] for c in tree.children[head] if tree.relations[c] == "det")}
    return (
        tree.lower[head] in cues()["persons"]
        or (standing is not None and standing.form == "role")
        or bool(words & cues()["both"])
    )


def _is_kind(filler: Filler, test: str) -> bool:
    mention = filler.mention
    kinds = {
        "PERSON": mention.entity_type == "PER" or mention.form in {"role", "pronoun"},
        "STATE": mention.entity_type == "LOC" and mention.country_code is not None,
        "ORG": mention.entity_type == "ORG",
    }
    return kinds.get(test, True)


def _is_word(tree: Tree, index: int, words: frozenset[str]) -> bool:
    if tree.classes[index] in VERBAL:
        return verb_lemma(tree.words[index], tree.lemmas[index]) in words
    lemma = noun_lemma(tree.words[index], tree.lemmas[index])
    return lemma in words or tree.words[index] in words or last_part(lemma, words) is not None


def literal_words(frame: Frame, arguments: Arguments) -> list[int]:
    """The words that belong to the trigger: Kraft in "in Kraft setzen"."""
    found = []
    for condition in frame.conditions:
        if condition.is_literal and condition.slot not in {"content", "clause", "word", "attr"}:
            for head, _ in arguments.heads(condition.slot):
                if _is_word(arguments.tree, head, condition.words):
                    found.append(head)
    return found


def content_of(frame: Frame, arguments: Arguments) -> set[int]:
    """The words of a frame's content: its clauses and the places that it names, relative clauses left out."""
    tree = arguments.tree
    found: set[int] = set()
    if frame.word_class == "MODAL":
        return set(_within(tree, arguments.governor))
    heads = list(arguments.clauses())
    for slot in frame.content:
        if slot == "clause":
            continue
        heads += [
            w
            for h, sureness in arguments.heads(slot)
            for w in tree.conjuncts(h)
            if sureness == 1.0 or slot not in {"obj", "subj"}
        ]
        if slot == "gen" and arguments.word_class == "NOUN":
            continue
    above = {arguments.index, *tree.ancestors(arguments.index)}
    for head in heads:
        if head in above:
            found |= _outer_content(tree, head, arguments.index)
        else:
            found |= set(_within(tree, head))
    return found - {arguments.index}


def _outer_content(tree: Tree, head: int, speech: int) -> set[int]:
    """The content of "…, sagte A" where the parser has made the speech hang on what was said."""
    own = set(tree.subtree(speech))
    return {w for w in _within(tree, head) if w not in own}


def _within(tree: Tree, head: int) -> list[int]:
    found = []
    stack = [head]
    while stack:
        word = stack.pop()
        found.append(word)
        for child in tree.children[word]:
            if tree.relations[child] == "acl" and is_relative(tree, child):
                continue
            stack.append(child)
    return found


def is_relative(tree: Tree, verb: int) -> bool:
    """Whether a clause on a noun is a relative clause rather than its content."""
    for child in tree.children[verb]:
        if tree.relations[child] == "mark" and tree.lower[child] in {"dass", "ob", "zu"}:
            return False
    return not tree.has_zu(verb) and tree.classes[verb] in VERBAL | NOMINAL | {"ADJ"}
