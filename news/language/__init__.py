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

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import is_package

from news.language.engine import MODELS, load_engine
from news.language.rules import rule_pipeline

RULES = "none"


class UnknownEngineError(ValueError):
    """The setting names a language engine that is not there or does not load; the message says what there is."""

    exit_code = 2


def engines() -> list[str]:
    """Names of the engines of this installation, the default first."""
    shipped = sorted(path.parent.name for path in MODELS.glob("*/meta.json"))
    return [*shipped, RULES]


def check_engine(name: str) -> None:
    """Say whether ``load`` can find an engine of that name, without loading it: UnknownEngineError if not."""
    if name not in engines() and not is_package(name) and not (Path(name) / "config.cfg").is_file():
        raise _unknown(name, "neither an installed package nor the folder of one")


def load(name: str = "accurate") -> Language:
    """Load a language engine by name, or a spaCy pipeline by path or package; UnknownEngineError where it fails."""
    if name == RULES:
        return rule_pipeline()
    if name in engines():
        return load_engine(name)
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError) as error:
        raise _unknown(name, str(error)) from error
    if "depesche_encoder" not in nlp.pipe_names:
        nlp.add_pipe("depesche_labels", last=True)
    return nlp


def _unknown(name: str, reason: str) -> UnknownEngineError:
    return UnknownEngineError(
        f"there is no language engine {name!r}; set DEPESCHE_MODEL to one of {', '.join(engines())}, "
        f"to the folder of a spaCy pipeline or to an installed one ({' '.join(reason.split())})"
    )


def model_version(nlp: Language) -> str:
    """Name and version of an engine, as the rows record it."""
    return f"{nlp.meta['name']}-{nlp.meta['version']}"
