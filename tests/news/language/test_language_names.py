import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from news.language.names import Name, find_names, last_word

LABELS = ["O", "PART", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def scores_of(*labels):
    scores = np.zeros((len(labels), len(LABELS)), np.float32)
    for at, label in enumerate(labels):
        scores[at, LABELS.index(label)] = 5
    return scores


def read(*labels):
    return [(n.start, n.end, n.label) for n in find_names([scores_of(*labels)], LABELS)[0]]


def test_names_next_to_each_other_and_at_the_end():
    assert read("B-PER", "I-PER", "B-LOC", "O", "PART", "B-PER") == [
        (0, 2, "PER"),
        (2, 3, "LOC"),
        (5, 6, "PER"),
    ]


def test_a_name_has_one_label():
    names = find_names([scores_of("O", "I-PER", "I-LOC")], LABELS)[0]
    assert [(n.start, n.end, n.label) for n in names] in ([(1, 3, "PER")], [(1, 3, "LOC")])


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("Auel & Sohn GmbH", ""),
        ("Auel Nord", "."),
        ("Die blauen Pferde", ","),
        ("Orvik", "– /"),
        ("Orvik", ", ."),
        ("-", ""),
    ],
)
def test_a_name_ends_with_a_word(words, rest):
    known, behind = words.split(), rest.split()
    name = Name(0, len(known) + len(behind), "ORG", 1.0)
    assert last_word(name, known + behind) == len(known) - 1


def test_no_sentences_and_empty_sentences():
    assert find_names([], LABELS) == []
    assert find_names([np.zeros((0, len(LABELS)), np.float32)], LABELS) == [[]]


@given(
    st.lists(
        st.integers(0, 8).flatmap(
            lambda n: hnp.arrays(np.float32, (n, len(LABELS)), elements=st.floats(-9, 9, width=32))
        ),
        max_size=4,
    )
)
def test_each_sentence_reads_as_it_does_alone(sentences):
    together = find_names(sentences, LABELS)
    assert together == [find_names([s], LABELS)[0] for s in sentences]
    assert all(0 <= n.score <= 1 for names in together for n in names)


def test_what_follows_a_label_counts_beside_the_scores():
    scores = scores_of("B-PER", "O", "O")
    scores[1, LABELS.index("I-PER")] = 4.5
    worth = np.zeros((len(LABELS), len(LABELS)), np.float32)
    assert [(n.start, n.end) for n in find_names([scores], LABELS, worth)[0]] == [(0, 1)]
    worth[LABELS.index("B-PER"), LABELS.index("I-PER")] = 1
    assert [(n.start, n.end) for n in find_names([scores], LABELS, worth)[0]] == [(0, 2)]
