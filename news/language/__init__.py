"""The language engine: text in, spaCy ``Doc`` with sentences, parse, lemmas and names out.

Everything behind it reads only the ``Doc``, so that any spaCy pipeline can stand in. Engines:

accurate
    Eight layers of multilingual-e5-small in int8 with heads for names, word classes, lemmas and the parse.
fast
    A student of it with fewer layers.
none
    No statistical model: rules, the knowledge files and a dictionary of lemmas (``news/language/rules.py``).

Any other name is a spaCy pipeline: a folder, or an installed package such as de_core_news_lg. Its labels are
mapped by ``labels.tsv`` and ``relations.tsv``.
"""

from __future__ import annotations

import spacy
from spacy.language import Language

from news.engines import RULES, UnknownEngineError, check_engine, engines
from news.language.engine import load_engine
from news.language.rules import rule_pipeline

__all__ = ["RULES", "UnknownEngineError", "check_engine", "engines", "load", "model_version"]


def load(name: str = "accurate") -> Language:
    """Load a language engine by name, or a spaCy pipeline by path or package; UnknownEngineError where it fails."""
    if name == RULES:
        return rule_pipeline()
    if name in engines():
        return load_engine(name)
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError) as error:
        raise UnknownEngineError(name, str(error)) from error
    if "depesche_encoder" not in nlp.pipe_names:
        nlp.add_pipe("depesche_labels", last=True)
    return nlp


def model_version(nlp: Language) -> str:
    """Name and version of an engine, as the rows record it."""
    return f"{nlp.meta['name']}-{nlp.meta['version']}"
