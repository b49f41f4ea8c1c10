"""Agreement within a text: a name found once is the same name, with the same label, wherever it stands again.

The network reads sentence by sentence and misses some later mentions ("Blinken", which is also a verb). Persons
are mostly named in full first and by their last word afterwards. The gazetteer is a second opinion: on labels, and
on where a name of several words ends. Names that a stroke joins are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import simplemma
from spacy.language import Language
from spacy.tokens import Doc

from news.knowledge.gazetteer import gazetteer
from news.knowledge.own import remembered
from news.language.columns import Columns, Found, columns_of
from news.language.encoder import set_names

SURE = 0.7
"""Score from which a name counts as found."""
LIKELY = 0.4
"""Score from which a name is more likely to help than to harm: half of the F1 reached (Lipton et al. 2014). Below it
a name is only found where the gazetteer or a sure one elsewhere in the text tells it."""
KNOWN_VOTE = 0.6
"""Weight of the gazetteer beside the scores of the mentions."""
NAME_CLASSES = {"PROPN", "NOUN", "X"}
PROPER = {"PROPN", "X", ""}
"""Classes of names; empty where an engine tells none."""
SHORTEST = 3
STROKE = "/"

Scored = tuple[int, int, str, float]
"""A name: first token, end, label, score."""


@dataclass(frozen=True, slots=True)
class Wholes:
    """Names of several words, to be looked up word by word."""

    lengths: dict[str, list[int]]
    """First word -> numbers of words, the largest first."""
    names: dict[tuple[str, ...], tuple[str, float]]
    """Words, the last one in its base form -> label and score."""


@lru_cache(maxsize=100_000)
def base_form(text: str) -> str:
    """A name without its genitive -s, as far as that shows: Selenskyjs and Selenskyj's -> Selenskyj."""
    for ending in ("'s", "’s", "s", "'", "’"):
        if text.endswith(ending) and len(text) - len(ending) >= SHORTEST:
            return text[: -len(ending)]
    return text


@Language.component("depesche_agreement")
def agree(doc: Doc) -> Doc:
    """Let the names of a Doc agree; see ``agreed``."""
    before = columns_of(doc)
    after = agreed(before)
    if after.names != before.names:
        set_names(doc, after.names)
    return doc


def agreed(columns: Columns) -> Columns:
    """Relabel names by the majority of their form, and add mentions of sure names that were not found."""
    words, starts = columns.words, columns.starts
    likely = _likely(columns, [_state_alone(columns, name) for name in columns.names])
    spans = [(start, end, label, score or 0.0) for start, end, label, score in likely]
    forms = [
        base_form(columns.body[starts[start] : starts[end - 1] + len(words[end - 1])])
        for start, end, _, _ in spans
    ]
    votes = _votes(words, forms, spans)
    spans = [
        (start, end, _majority(votes[form], label), score)
        for form, (start, end, label, score) in zip(forms, spans, strict=True)
    ]
    sure = _wholes((words[start:end], label, score) for start, end, label, score in spans if score >= SURE)
    for wholes in (known_wholes(), sure):
        spans = _with_wholes(words, spans, wholes)
    known = _known_words(words, spans)
    taken = {token for start, end, _, _ in spans for token in range(start, end)}
    for at, word_class in enumerate(columns.classes):
        if word_class not in NAME_CLASSES or at in taken or not words[at][:1].isupper():
            continue
        name = known.get(base_form(words[at])) or known.get(words[at])
        if name and not _is_part(at, taken):
            spans.append((at, at + 1, *name))
    return replace(columns, names=_joined_by_stroke(columns, spans))


def _likely(columns: Columns, found: Sequence[Found]) -> list[Found]:
    """The names but those of a low score, and places and organisations of one word that the parser takes for no name.

    An engine may tell no scores. Left in is what the gazetteer knows, and a word (Regierung) that the parser takes for
    a name elsewhere in the text. Of 45 nouns that six networks took for such names on held-back sentences 4 were names,
    of 12 adjectives and other words none.
    """
    words, forms = columns.words, gazetteer().by_form
    proper = {base_form(words[start]) for start, _, _, _ in found if columns.classes[start] in PROPER}

    def is_likely(name: Found) -> bool:
        start, end, label, score = name
        text = " ".join(words[start:end])
        if text in forms or base_form(text) in forms:
            return True
        is_proper = columns.classes[start] in PROPER or base_form(words[start]) in proper
        return (score is None or score >= LIKELY) and (
            is_proper or end - start > 1 or label not in {"LOC", "ORG"}
        )

    return [name for name in found if is_likely(name)]


def _state_alone(columns: Columns, name: Found) -> Found:
    """A name; of a place that is a state and common nouns behind it, the state: *Litauens* Küste."""
    start, end, label, score = name
    words, forms = columns.words[start:end], gazetteer().by_form
    known = forms.get(base_form(words[0])) if label == "LOC" and " ".join(words) not in forms else None
    is_state = known is not None and known == gazetteer().states.get(known.country_code or "")
    if is_state and all(
        columns.classes[at] == "NOUN" or simplemma.is_known(columns.words[at], lang="de")
        for at in range(start + 1, end)
    ):
        end = start + 1
    return start, end, label, score


def _joined_by_stroke(columns: Columns, found: Iterable[Scored]) -> list[Found]:
    """The names in text order; two of one label with a stroke and no blank between them are one name (CDU/CSU).

    So they are one word in GermEval 2014. Who wants the parts can split at the stroke.
    """
    joined: list[Scored] = []
    for name in sorted(found):
        start, end, label, score = name
        if joined and columns.words[start - 1] == STROKE and _joins(columns, start - 1):
            first, last, same, least = joined[-1]
            if last == start - 1 and same == label:
                joined[-1] = (first, end, label, min(least, score))
                continue
        joined.append(name)
    return list(joined)


def _joins(columns: Columns, at: int) -> bool:
    """Whether no blank stands beside a stroke, behind which a word follows."""
    ends = [columns.starts[token] + len(columns.words[token]) for token in (at - 1, at)]
    return ends == columns.starts[at : at + 2]


def _votes(
    words: Sequence[str], forms: Sequence[str], found: Sequence[Scored]
) -> dict[str, dict[str, float]]:
    """Form -> label -> sum of the scores that speak for it; ``forms`` are those of the names found."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    surnames = set()
    for form, (start, end, label, score) in zip(forms, found, strict=True):
        votes[form][label] += score
        if label == "PER" and end - start > 1:
            surname = base_form(words[end - 1])
            surnames.add(surname)
            votes[surname]["PER"] += score
    for form, labels in votes.items():
        known = gazetteer().by_form.get(form)
        if known is None:
            continue
        if form not in surnames:
            # A text names a person in full before it uses the last word alone: this is the city, not the actor.
            labels.pop("PER", None)
        labels[known.entity_type] += KNOWN_VOTE
    return votes


def _majority(votes: dict[str, float], own: str) -> str:
    """The label with the greater sum of scores; the mention's own where they are equal."""
    return max(votes, key=lambda label: (votes[label], label == own))


@remembered
def known_wholes() -> Wholes:
    """The gazetteer's names of several words."""
    return _wholes((form.split(), known.entity_type, SURE) for form, known in gazetteer().by_form.items())


def _wholes(names: Iterable[tuple[list[str], str, float]]) -> Wholes:
    by_words: dict[tuple[str, ...], tuple[str, float]] = {}
    lengths: dict[str, set[int]] = defaultdict(set)
    for words, label, score in names:
        key = (*words[:-1], base_form(words[-1]))
        if len(key) > 1 and by_words.get(key, (label, 0.0))[1] < score:
            by_words[key] = (label, score)
            lengths[key[0]].add(len(key))
    return Wholes({word: sorted(counts, reverse=True) for word, counts in lengths.items()}, by_words)


def _with_wholes(words: Sequence[str], found: Iterable[Scored], wholes: Wholes) -> list[Scored]:
    """The names found; where a name of several words stands as a whole, that instead of its parts."""
    owners: dict[int, Scored] = {at: name for name in found for at in range(name[0], name[1])}
    lengths = wholes.lengths
    for start in [at for at, word in enumerate(words) if word in lengths]:
        for length in lengths[words[start]]:
            end = start + length
            name = wholes.names.get((*words[start : end - 1], base_form("".join(words[end - 1 : end]))))
            inner = {owners[at] for at in range(start, end) if at in owners}
            if name and all(start <= a and b <= end and b - a < length for a, b, _, _ in inner):
                owners.update(dict.fromkeys(range(start, end), (start, end, *name)))
                break
    return sorted(set(owners.values()))


def _known_words(words: Sequence[str], spans: Iterable[Scored]) -> dict[str, tuple[str, float]]:
    """Words that name someone or something by themselves: whole names of one word, last words of persons."""
    known: dict[str, tuple[str, float]] = {}
    for start, end, label, score in spans:
        word = base_form(words[end - 1]) if end - start == 1 or label == "PER" else ""
        if score < SURE or len(word) < SHORTEST or not word[:1].isupper():
            continue
        if word not in known or known[word][1] < score:
            known[word] = (label, score)
    return known


def _is_part(index: int, taken: set[int]) -> bool:
    """Whether a name stands on both sides: then the word is part of an apposition that was left out on purpose."""
    return index - 1 in taken and index + 1 in taken
