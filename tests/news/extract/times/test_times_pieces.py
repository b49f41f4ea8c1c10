from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from news.extract.times.lexicon import PIECE
from news.extract.times.patterns import grammar
from news.extract.times.pieces import Pieces

WORDS = ["Freitag", "am", "24.", "Februar,", "(Mai", "2020/21", "Ende.\n\nIm", "\n", "\n\n", "",
         "\t", "Halle", "x²", "\u00a0"]  # fmt: skip
TEXTS = st.one_of(
    st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join), st.lists(st.sampled_from(WORDS)).map("".join)
)


@given(TEXTS)
def test_looking_up_chunks_gives_the_pieces_of_the_whole_text(text: str) -> None:
    rules = grammar()
    pieces = Pieces(text, rules.chunks)
    written = PIECE.findall(text)
    assert pieces.codes == "".join(rules.lexicon.codes[piece] for piece in written)
    assert [pieces.written(at) for at in range(len(written))] == written
    assert [pieces.offset(at) for at in range(len(written) + 1)] == list(
        accumulate(map(len, written), initial=0)
    )
