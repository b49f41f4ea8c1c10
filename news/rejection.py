"""Rejection: how a stage says that a raw file gives no article."""

from __future__ import annotations


class NotAnArticle(Exception):  # noqa: N818 - a verdict on the file, not an error
    """A raw file gives no article; ``reason`` is one of schemas.rejects.REJECT_REASONS."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class NotNow(NotAnArticle):
    """A raw file vanished or is being written: nothing can be said of it now, and the next run looks again."""

    def __init__(self, path: str, detail: str) -> None:
        super().__init__("unreadable", f"{path}: {detail}")
