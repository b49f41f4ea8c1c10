"""The language engine: text in, spaCy ``Doc`` with sentences, lemmas and names out.

Everything behind it reads only the ``Doc``, so that any spaCy pipeline can stand in. Engines:

none
    No statistical model: rules, the knowledge files and a dictionary of lemmas (``news/language/rules.py``).
"""

from __future__ import annotations

from spacy.language import Language

from news.language.rules import rule_pipeline

ENGINES = {"none": rule_pipeline}


class UnknownEngineError(ValueError):
    """The setting names a language engine that is not there; the message lists those that are."""

    exit_code = 2


def load(name: str = "none") -> Language:
    """Load a language engine by name; UnknownEngineError where there is none of that name."""
    if name not in ENGINES:
        raise UnknownEngineError(
            f"there is no language engine {name!r}; set DEPESCHE_MODEL to one of {', '.join(ENGINES)}"
        )
    return ENGINES[name]()


def model_version(nlp: Language) -> str:
    """Name and version of an engine, as the rows record it."""
    return f"{nlp.meta['name']}-{nlp.meta['version']}"
