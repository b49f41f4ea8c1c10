"""Lemmas: simplemma's dictionary where it knows the form, else the rule that the model chooses for the word."""

from __future__ import annotations

import re
from functools import lru_cache

import simplemma

RULE = re.compile(r"([lu]?)(g?)(\d+)\+(.*)", re.DOTALL)
UNCHANGED = "0+"
"""The rule that cuts off nothing and puts nothing there."""
BY_DICTIONARY = {"NOUN", "VERB", "ADJ", "AUX"}
"""Word classes whose lemma the dictionary tells better than the model; in the others its choices differ from UD."""
CAPITALISED = {"NOUN", "PROPN"}


def apply_rule(rule: str, form: str) -> str:
    """A form's lemma by a rule.

    ``=`` keeps the form. Else: ``l`` or ``u`` for a small or capital first letter, ``g`` where a leading ge-
    falls, the number of letters to cut off the end, ``+`` and the letters to put there. A rule that does not
    fit the form leaves it as it is.
    """
    if rule == UNCHANGED:
        return form
    parts = RULE.fullmatch(rule)
    if parts is None:
        return form
    case, prefix, count, ending = parts.groups()
    lemma = {"l": form[:1].lower(), "u": form[:1].upper()}.get(case, form[:1]) + form[1:]
    if prefix:
        lemma = lemma.removeprefix("ge")
    if int(count) > len(lemma):
        return form
    return lemma[: len(lemma) - int(count)] + ending or form


@lru_cache(maxsize=100_000)
def lemma(form: str, upos: str, rule: str) -> str:
    """The lemma of a form of a word class; nouns and names with a capital, all else in small letters."""
    if upos in BY_DICTIONARY:
        looked_up = form[:1].upper() + form[1:] if upos in CAPITALISED else form.lower()
        if simplemma.is_known(looked_up, lang="de"):
            return str(simplemma.lemmatize(looked_up, lang="de"))
    return apply_rule(rule, form)
