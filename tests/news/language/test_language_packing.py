from hypothesis import given
from hypothesis import strategies as st

from news.language.packing import pack, piece_count, rows_of
from news.language.pieces import END, START

WORDS = st.lists(st.lists(st.integers(4, 99), min_size=1, max_size=4).map(tuple), min_size=1, max_size=9)


@given(st.lists(WORDS, min_size=1, max_size=9), st.integers(20, 60))
def test_every_word_finds_its_pieces_again(sentences, limit):
    packed = pack(sentences, limit)
    assert len(packed.places) == len(sentences)
    for sentence, (row, root, count) in zip(sentences, packed.places, strict=True):
        assert count == len(sentence)
        assert packed.pieces[row, packed.first[row, root]] == START
        number = packed.word_sentence[row, root]
        for at, word in enumerate(sentence, root + 1):
            first, last = packed.first[row, at], packed.last[row, at]
            assert tuple(packed.pieces[row, first : last + 1]) == word
            assert packed.word_sentence[row, at] == number
            assert set(packed.sentence[row, first : last + 1]) == {number}
        end = packed.last[row, root + count] + 1
        assert packed.pieces[row, end] == END
        assert packed.positions[row, end] == piece_count(sentence) - 1


@given(st.lists(st.integers(2, 90), max_size=30))
def test_rows_keep_the_order_and_the_limit_but_for_long_sentences(counts):
    rows = rows_of(counts, 40)
    assert [i for row in rows for i in row] == list(range(len(counts)))
    assert all(len(row) == 1 or sum(counts[i] for i in row) <= 40 for row in rows)
