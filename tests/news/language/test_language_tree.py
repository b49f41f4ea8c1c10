import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from news.language.tree import tree_heads


def is_tree(heads):
    if list(heads[1:]).count(0) != 1:
        return False
    for start in range(1, len(heads)):
        word, seen = start, set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word]
        if word:
            return False
    return True


def square(sizes):
    return sizes.flatmap(lambda n: hnp.arrays(np.float32, (n, n), elements=st.floats(-50, 50, width=32)))


@given(square(st.integers(2, 30)))
def test_the_result_is_a_tree_with_one_root(scores):
    assert is_tree(tree_heads(scores))


@given(square(st.integers(2, 5)))
def test_no_tree_scores_higher(scores):
    size = len(scores)

    def total(heads):
        return sum(float(scores[w, heads[w]]) for w in range(1, size))

    best = max(
        total((0, *heads))
        for heads in itertools.product(range(size), repeat=size - 1)
        if is_tree((0, *heads)) and all(h != w for w, h in enumerate(heads, 1))
    )
    assert total(tree_heads(scores)) == pytest.approx(best, abs=1e-3)


def test_a_sentence_without_words():
    assert tree_heads(np.zeros((1, 1), np.float32)).tolist() == [0]
