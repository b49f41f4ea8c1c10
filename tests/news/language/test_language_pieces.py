import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from news.language.pieces import LONGEST_WORD, UNKNOWN, Pieces

NAMES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁Haus", "▁Hau", "s", "tür", "t", "ü", "r", ",", "H", "a", "u"]
SCORES = [0, 0, 0, 0, -2, -3, -4, -2, -5, -4, -6, -4, -1, -6, -5, -5]
PIECES = Pieces(NAMES, SCORES)


def cut(word):
    return [NAMES[row] for row in PIECES.cut(word)]


def test_the_likeliest_pieces_win():
    assert cut("Haustür") == ["▁Haus", "tür"]
    assert cut("Haus") == ["▁Haus"]


def test_punctuation_has_no_word_mark():
    assert cut(",") == [","]


def test_decomposed_letters_are_composed_first():
    assert cut(unicodedata.normalize("NFD", "Haustür")) == ["▁Haus", "tür"]


def test_what_the_vocabulary_lacks_is_unknown():
    assert PIECES.cut("字") == (NAMES.index("▁"), UNKNOWN)


def test_a_word_without_an_end_stays_short():
    assert len(PIECES.cut("Haus" * 100_000)) <= LONGEST_WORD + 1


@given(st.text(min_size=0, max_size=30))
def test_every_word_has_pieces(word):
    rows = PIECES.cut(word)
    assert rows
    assert rows == PIECES.cut(word)
    assert all(UNKNOWN <= row < len(NAMES) for row in rows)
