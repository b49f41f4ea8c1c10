"""Agreement within a text: a name found once is the same name, with the same label, wherever it stands again.

The network reads sentence by sentence and misses some later mentions ("Blinken", which is also a verb). Persons
are mostly named in full first and by their last word afterwards. The gazetteer is a second opinion on labels.
"""

from __future__ import annotations

from collections import defaultdict

from spacy.language import Language
from spacy.tokens import Doc, Span

from news.knowledge.gazetteer import gazetteer
from news.language.encoder import set_names

SURE = 0.7
"""Score from which a name counts as found."""
KNOWN_VOTE = 0.6
"""Weight of the gazetteer beside the scores of the mentions."""
NAME_CLASSES = {"PROPN", "NOUN", "X"}
SHORTEST = 3


def base_form(text: str) -> str:
    """A name without its genitive -s, as far as that shows: Selenskyjs and Selenskyj's -> Selenskyj."""
    for ending in ("'s", "’s", "s", "'", "’"):
        if text.endswith(ending) and len(text) - len(ending) >= SHORTEST:
            return text[: -len(ending)]
    return text


@Language.component("depesche_agreement")
def agree(doc: Doc) -> Doc:
    """Relabel names by the majority of their form, and add mentions of sure names that were not found."""
    votes = _votes(doc)
    spans = [(s.start, s.end, _majority(votes[base_form(s.text)], s.label_), s._.score) for s in doc.ents]
    known = _known_words(doc)
    taken = {token for start, end, _, _ in spans for token in range(start, end)}
    for token in doc:
        if token.i in taken or token.pos_ not in NAME_CLASSES or not token.text[:1].isupper():
            continue
        name = known.get(base_form(token.text)) or known.get(token.text)
        if name and not _is_part(token.i, taken):
            spans.append((token.i, token.i + 1, *name))
    if len(spans) != len(doc.ents) or any(s[2] != e.label_ for s, e in zip(spans, doc.ents, strict=False)):
        set_names(doc, sorted(spans))
    return doc


def _votes(doc: Doc) -> dict[str, dict[str, float]]:
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for span in doc.ents:
        votes[base_form(span.text)][span.label_] += span._.score or 0.0
    for form, labels in votes.items():
        known = gazetteer().by_form.get(form)
        if known:
            labels[known.entity_type] += KNOWN_VOTE
    return votes


def _majority(votes: dict[str, float], own: str) -> str:
    """The label with the greater sum of scores; the mention's own where they are equal."""
    return max(votes, key=lambda label: (votes[label], label == own))


def _known_words(doc: Doc) -> dict[str, tuple[str, float]]:
    """Words that name someone or something by themselves: whole names of one word, last words of persons."""
    known: dict[str, tuple[str, float]] = {}
    for span in doc.ents:
        score = span._.score or 0.0
        word = base_form(_word_of(span))
        if score < SURE or len(word) < SHORTEST or not word[:1].isupper():
            continue
        if word not in known or known[word][1] < score:
            known[word] = (span.label_, score)
    return known


def _word_of(span: Span) -> str:
    if len(span) == 1:
        return str(span.text)
    return str(span[-1].text) if span.label_ == "PER" else ""


def _is_part(index: int, taken: set[int]) -> bool:
    """Whether a name stands on both sides: then the word is part of an apposition that was left out on purpose."""
    return index - 1 in taken and index + 1 in taken
