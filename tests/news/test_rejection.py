from __future__ import annotations

import pytest

from news.rejection import NotAnArticle


def test_reason_and_detail_are_told_apart_and_together() -> None:
    verdict = NotAnArticle("too_large", "70 bytes, at most 60 are read")
    assert (verdict.reason, verdict.detail) == ("too_large", "70 bytes, at most 60 are read")
    assert str(verdict) == "too_large: 70 bytes, at most 60 are read"


def test_a_verdict_is_no_error_of_the_system() -> None:
    assert not isinstance(NotAnArticle("blank", ""), (OSError, ValueError))
    with pytest.raises(NotAnArticle):
        raise NotAnArticle("blank", "white space")
