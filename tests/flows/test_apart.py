"""A function in a process of its own answers, raises, or is cut off."""

from __future__ import annotations

import os

import pytest

from flows.apart import CutOffError, apart


def test_the_answer_comes_from_another_process() -> None:
    assert apart(os.getppid) == os.getpid()


def test_an_error_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        apart(divmod, 1, 0)


def test_an_answer_that_cannot_be_pickled_is_told_in_words() -> None:
    with pytest.raises(RuntimeError):
        apart(open, os.devnull)


def test_a_process_that_is_gone_is_told_with_its_code() -> None:
    with pytest.raises(CutOffError, match="_exit ended with code 7 before it was done"):
        apart(os._exit, 7)
