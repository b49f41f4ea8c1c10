"""The words that tell events: readable data files beside this module, and what reads them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml

from news.knowledge import FOLDER as KNOWLEDGE
from news.knowledge.own import own_files, remembered

FOLDER = Path(__file__).parent
CONTRACTIONS, SCALES = "contractions", "scales"


@cache
def _cue_file() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / "cues.yaml").read_text(encoding="utf-8"))
    return content


@cache
def cues() -> dict[str, frozenset[str]]:
    """The closed word classes of cues.yaml by name."""
    return {
        name: frozenset(words) for name, words in _cue_file().items() if name not in {CONTRACTIONS, SCALES}
    }


@cache
def contractions() -> dict[str, str]:
    """Preposition with its article -> without it (zum -> zu)."""
    return dict(_cue_file()[CONTRACTIONS])


@cache
def number_scales() -> dict[str, int]:
    """Word behind a number -> by how much it multiplies it (Millionen)."""
    return dict(_cue_file()[SCALES])


@remembered
def lexicon_version() -> str:
    """A fingerprint of all lexicon and knowledge files, own ones too: another one means that codings may differ."""
    return _fingerprint([*_shipped_files(), *_own_files()])


@cache
def shipped_version() -> str:
    """A fingerprint of the lexicon and knowledge files of the package."""
    return _fingerprint(_shipped_files())


@remembered
def own_version() -> str | None:
    """A fingerprint of the user's own knowledge files that hold; null if there are none."""
    return _fingerprint(_own_files()) if own_files() else None


def _shipped_files() -> list[bytes]:
    return [
        path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes()
        for folder in (FOLDER, KNOWLEDGE)
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".tsv", ".yaml"}
    ]


def _own_files() -> list[bytes]:
    return [b"own\0" + name.encode() + b"\0" + content for name, content in own_files()]


def _fingerprint(files: Iterable[bytes]) -> str:
    digest = blake2b(digest_size=6)
    for content in files:
        digest.update(content)
    return digest.hexdigest()
