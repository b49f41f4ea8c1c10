"""Ids derived from content: the same thing gets the same id in any run, in any order, on any machine."""

from __future__ import annotations

from hashlib import blake2b

ID_PATTERN = "[0-9a-f]{16}"


def content_id(kind: str, *parts: object) -> str:
    """16 hex digits from what identifies a thing: its kind and the parts of its identity, in order.

    Each part is framed by its length, so that ("a", "bc") and ("ab", "c") differ. With 64 bits, two of ten
    million things share an id with a probability of about 3 in a million; uniqueness is an expectation.
    """
    digest = blake2b(digest_size=8)
    for part in (kind, *parts):
        text = str(part).encode()
        digest.update(len(text).to_bytes(4, "big"))
        digest.update(text)
    return digest.hexdigest()
