"""Make another spaCy pipeline's annotations look like those of Depesche's own engines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from news.knowledge import read_rows
from news.language.encoder import set_names

LABELS = Path(__file__).with_name("labels.tsv")
RELATIONS = Path(__file__).with_name("relations.tsv")
ROOT = "ROOT"
"""spaCy's label of the root in any scheme."""


@cache
def label_mapping() -> dict[str, str]:
    """Label of a foreign pipeline -> PER, LOC, ORG or MISC."""
    return {row["label"]: row["depesche"] for row in read_rows(LABELS)}


@cache
def relation_mapping() -> dict[str, str]:
    """Dependency label of a foreign pipeline (TIGER scheme) -> relation of Universal Dependencies."""
    return {row["label"]: row["relation"] for row in read_rows(RELATIONS)}


@cache
def tiger_relations() -> frozenset[str]:
    """Relations that tell the TIGER scheme; ``cc`` is in both schemes and means different things."""
    return frozenset(relation_mapping()) - frozenset(relation_mapping().values()) - {ROOT}


@Language.component("depesche_labels")
def map_labels(doc: Doc) -> Doc:
    """Rename the labels of names, dropping those without a counterpart, and those of dependencies."""
    known = label_mapping()
    set_names(
        doc,
        [(e.start, e.end, known[e.label_], e._.score) for e in doc.ents if e.label_ in known],
    )
    is_tiger = not tiger_relations().isdisjoint(token.dep_ for token in doc)
    relations = relation_mapping() if is_tiger else {ROOT: "root"}
    for token in doc:
        token.dep_ = relations.get(token.dep_, token.dep_)
    return doc
