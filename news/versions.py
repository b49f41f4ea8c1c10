"""Versions: by what code, model, lexicon and own knowledge articles are coded now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from news.lexicon import own_version, shipped_version

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Versions:
    """What codings depend on, beside the texts; the columns of ``codings`` say what each is."""

    code: str
    model: str
    lexicon: str
    knowledge: str | None


def versions(model: str) -> Versions:
    """The versions that hold in this process, with an engine of that name and version."""
    return Versions(code_version(), model, shipped_version(), own_version())


@cache
def code_version() -> str:
    """A fingerprint of this room's code, which nobody can forget to count up as one forgets a number."""
    digest = blake2b(digest_size=6)
    for path in sorted(FOLDER.rglob("*.py")):
        digest.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
