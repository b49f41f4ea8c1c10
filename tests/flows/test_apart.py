"""A function in a process of its own answers, raises, or is cut off."""

from __future__ import annotations

import multiprocessing
import os
from functools import partial
from typing import Any

import pytest

from flows.apart import Apart, CutOffError


def call_apart(function: Any, *args: Any) -> Any:
    with Apart() as process:
        return process.call(function, *args)


def test_the_answer_comes_from_another_process() -> None:
    assert call_apart(os.getppid) == os.getpid()


def test_an_error_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        call_apart(divmod, 1, 0)


def test_an_answer_that_cannot_be_pickled_is_told_in_words() -> None:
    with pytest.raises(RuntimeError):
        call_apart(open, os.devnull)


def test_a_process_that_is_gone_is_told_with_its_code() -> None:
    with pytest.raises(CutOffError, match="_exit ended with code 7 before it was done"):
        call_apart(os._exit, 7)


def test_it_gets_ready_before_it_is_asked() -> None:
    with Apart(partial(os.umask, 0o027)) as process:
        assert process.call(os.umask, 0o022) == 0o027


def test_what_it_could_not_prepare_is_no_error_until_it_is_needed() -> None:
    with Apart(partial(divmod, 1, 0)) as process:
        assert process.call(divmod, 7, 2) == (3, 1)


def test_a_process_that_is_never_asked_ends_with_its_context() -> None:
    before = set(multiprocessing.active_children())
    with Apart():
        (child,) = set(multiprocessing.active_children()) - before
    assert child.exitcode is not None
