"""The words that tell events: readable data files beside this module, and what reads them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml

from news.knowledge import FOLDER as KNOWLEDGE
from news.knowledge import read_rows, split

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or noun that tells an event."""

    lemma: str
    is_verb: bool
    event_type: str
    event_mode: str | None
    recipient: tuple[str, ...]
    """Where the recipient stands: "object" or prepositions, in order of preference."""


@dataclass(frozen=True)
class Lexicon:
    """Predicates by lemma and the closed word classes of cues.yaml."""

    verbs: dict[str, Predicate]
    nouns: dict[str, Predicate]
    cues: dict[str, frozenset[str]]

    def noun(self, lemma: str) -> Predicate | None:
        """The predicate of a noun or of the last part of a compound (Krisengespräch -> Gespräch)."""
        if lemma in self.nouns:
            return self.nouns[lemma]
        for cut in range(3, len(lemma) - 3):
            part = lemma[cut:].capitalize()
            if part in self.nouns:
                return self.nouns[part]
        return None


@cache
def lexicon() -> Lexicon:
    """The lexicon of this version."""
    predicates = [
        Predicate(
            row["lemma"],
            row["part_of_speech"] == "VERB",
            row["type"],
            row["mode"] or None,
            tuple(split(row["recipient"])),
        )
        for row in read_rows(FOLDER / "predicates.tsv")
    ]
    cues: dict[str, Any] = yaml.safe_load((FOLDER / "cues.yaml").read_text(encoding="utf-8"))
    return Lexicon(
        verbs={p.lemma: p for p in predicates if p.is_verb},
        nouns={p.lemma: p for p in predicates if not p.is_verb},
        cues={name: frozenset(words) for name, words in cues.items()},
    )


@cache
def lexicon_version() -> str:
    """A fingerprint of all lexicon and knowledge files: another one means that codings may differ."""
    digest = blake2b(digest_size=6)
    for folder in (FOLDER, KNOWLEDGE):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".tsv", ".yaml"}:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
