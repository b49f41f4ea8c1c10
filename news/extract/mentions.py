"""Find mentions: the names of an analysed article, with the office and the state that stand with them."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from news.knowledge.gazetteer import gazetteer, offices
from news.language.rules import is_office
from schemas import Mention, content_id

KNOWN_SCORE = 0.9
"""Score of a name that the gazetteer holds."""
RULE_SCORE = 0.6
"""Score of a name that a rule found."""


def find_mentions(article_id: str, doc: Doc) -> list[Mention]:
    """The mentions of an article in text order, not resolved yet (``entity_id`` and ``name`` are null)."""
    sentences = sentence_indexes(doc)
    known = gazetteer()
    found = []
    for span in doc.ents:
        office = is_office(doc[span.start - 1].text) if span.label_ == "PER" and span.start else None
        found.append(
            Mention(
                mention_id=content_id("mention", article_id, span.start_char, span.end_char, span.label_),
                article_id=article_id,
                sentence_index=sentences[span.start],
                text_start=span.start_char,
                text_end=span.end_char,
                text=span.text,
                form="name",
                entity_type=span.label_,
                entity_id=None,
                unresolved=None,
                name=None,
                role=doc[span.start - 1].text if office else None,
                organisation=None,
                country_code=_country_of_office(doc, span) if office else None,
                sector=offices()[office] if office else None,
                is_metonym=False,
                score=KNOWN_SCORE if span.text.removesuffix("s") in known.by_form else RULE_SCORE,
            )
        )
    return found


def sentence_indexes(doc: Doc) -> list[int]:
    """For each token, the number of its sentence."""
    return [number for number, sentence in enumerate(doc.sents) for _ in sentence]


def _country_of_office(doc: Doc, person: Span) -> str | None:
    """The state of an office before a name: US-Außenminister, russische Präsident, Russlands Präsident."""
    known = gazetteer()
    prefix = doc[person.start - 1].text.split("-")[0]
    if prefix in known.by_form:
        return known.by_form[prefix].country_code
    office_at = person.start - 1
    if not office_at:
        return None
    before = doc[office_at - 1].text
    state = known.by_form.get(before.removesuffix("s"))
    return state.country_code if state else known.country_of_adjective(before)
