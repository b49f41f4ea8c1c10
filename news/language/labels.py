"""Make another spaCy pipeline's annotations look like those of Depesche's own engines."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from news.knowledge import read_rows
from news.language.columns import Columns, columns_of
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
    """Rename the labels of a Doc; see ``mapped``."""
    columns = mapped(columns_of(doc))
    set_names(doc, columns.names)
    for token, relation in zip(doc, columns.relations, strict=True):
        token.dep_ = relation
    return doc


def mapped(columns: Columns) -> Columns:
    """Rename the labels of names, dropping those without a counterpart, and those of dependencies."""
    known = label_mapping()
    names = [
        (first, end, known[label], score) for first, end, label, score in columns.names if label in known
    ]
    is_tiger = not tiger_relations().isdisjoint(columns.relations)
    relations = relation_mapping() if is_tiger else {ROOT: "root"}
    return replace(columns, names=names, relations=[relations.get(r, r) for r in columns.relations])
