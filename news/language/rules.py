"""The engine ``none``: a spaCy pipeline of rules, without a statistical model.

Sentences are those of ``news/language/sentences.py``. Lemmas come from simplemma's dictionary. Names are the
forms of the gazetteer, and persons where an office stands before capitalised words, or where a word of such a
name comes up again in the same text.
"""

from __future__ import annotations

import re
from functools import lru_cache

import simplemma
import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

import news.language.sentences  # noqa: F401  (registers its component)
from news.engines import RULES, RULES_VERSION
from news.knowledge.gazetteer import gazetteer, offices

NAME_WORD = re.compile(r"\w[\w’'-]*\w")
LONGEST_NAME = 5
NAME_PARTS = {"von", "van", "de", "der", "den", "al", "bin", "ibn", "zu", "da", "di", "el"}


def rule_pipeline() -> Language:
    """Build the engine; loading the lemma dictionary takes about a second."""
    nlp = spacy.blank("de", meta={"name": RULES, "version": RULES_VERSION})
    nlp.add_pipe("depesche_sentences")
    nlp.add_pipe("depesche_lemmas")
    nlp.add_pipe("depesche_names")
    return nlp


@lru_cache(maxsize=50_000)
def lemma_of(word: str) -> str:
    """Dictionary form of a German word; the word itself where the dictionary has none."""
    return str(simplemma.lemmatize(word, lang="de"))


@Language.component("depesche_lemmas")
def set_lemmas(doc: Doc) -> Doc:
    """Set ``token.lemma_``. A sentence's first word is looked up in lower case if that finds more."""
    for token in doc:
        lemma = lemma_of(token.text)
        if token.is_sent_start and lemma == token.text and token.text.istitle():
            lower = lemma_of(token.lower_)
            lemma = lower if lower != token.lower_ else lemma
        token.lemma_ = lemma
    return doc


@Language.factory("depesche_names")
class NameFinder:
    """Set ``doc.ents`` from the gazetteer and from offices before names."""

    def __init__(self, nlp: Language, name: str) -> None:
        known = gazetteer()
        self.matcher = PhraseMatcher(nlp.vocab)
        for form, entity in known.by_form.items():
            if entity.entity_type == "ORG" and known.cautions.get(form) == "homograph":
                continue  # without the rest of the text, Spiegel and Union are common nouns
            genitive = f"{form}s"
            for variant in (form,) if genitive in known.by_form else (form, genitive):
                self.matcher.add(entity.entity_type, [nlp.make_doc(variant)])

    def __call__(self, doc: Doc) -> Doc:
        """Find the names; longer ones win, then earlier ones."""
        spans = self.matcher(doc, as_spans=True)
        persons = _persons_by_office(doc)
        persons += _persons_again(doc, persons)
        doc.ents = spacy.util.filter_spans([*persons, *spans])
        return doc


def is_office(word: str) -> str | None:
    """The office noun that a word is or ends in (US-Außenminister -> Minister); null if it is none."""
    tail = word.rsplit("-", 1)[-1]
    known = offices()
    for cut in range(len(tail) - 2):
        part = tail[cut:].capitalize() if cut else tail
        for form in (part, part.removesuffix("s"), part.removesuffix("en"), part.removesuffix("n")):
            if form in known:
                return form
    return None


def _persons_by_office(doc: Doc) -> list[Span]:
    found = []
    index = 0
    while index < len(doc) - 1:
        start = index + 1
        index = start
        if not is_office(doc[start - 1].text):
            continue
        end = _name_end(doc, start)
        if end > start:
            found.append(Span(doc, start, end, label="PER"))
            index = end
    return found


def _name_end(doc: Doc, start: int) -> int:
    """Index behind the run of name words that begins at ``start``; ``start`` if there is none."""
    end = start
    while end < len(doc) and end - start < LONGEST_NAME:
        word = doc[end].text
        is_particle = (
            end > start and word in NAME_PARTS and end + 1 < len(doc) and _is_name_word(doc[end + 1].text)
        )
        if not (is_particle or _is_name_word(word)) or is_office(word) or _is_known(word):
            break
        end += 1
    while end > start and doc[end - 1].text in NAME_PARTS:
        end -= 1
    return end


def _is_name_word(word: str) -> bool:
    """True for a word as names have them, in any alphabet with capitals: Jaro, Şahin, O’Nim, Kelov-Beltin."""
    return NAME_WORD.fullmatch(word) is not None and word[0].isupper() and word[-1].islower()


def _is_known(word: str) -> bool:
    forms = gazetteer().by_form
    return word in forms or word.removesuffix("s") in forms


def _persons_again(doc: Doc, persons: list[Span]) -> list[Span]:
    """Later and earlier mentions of persons by a name that an office told, whole or the last word only."""
    taken = {token.i for span in persons for token in span}
    surnames = {span[-1].text.removesuffix("s") for span in persons} | {span[-1].text for span in persons}
    wholes = {tuple(t.text for t in span) for span in persons if len(span) > 1}
    found = []
    for token in doc:
        surname = token.text if token.text in surnames else token.text.removesuffix("s")
        if token.i not in taken and surname in surnames:
            start = token.i + 1 - _words_of_name(doc, token.i, surname, wholes)
            found.append(Span(doc, start, token.i + 1, label="PER"))
    return found


def _words_of_name(doc: Doc, last: int, surname: str, wholes: set[tuple[str, ...]]) -> int:
    """How many words up to token ``last``, the surname, are a whole name; 1 if only the surname stands there."""
    before = [t.text for t in doc[max(0, last - LONGEST_NAME) : last]]
    return max((len(whole) for whole in wholes if whole == (*before, surname)[-len(whole) :]), default=1)
