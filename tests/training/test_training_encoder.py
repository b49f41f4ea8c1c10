"""The reader of the encoder's weights and the choice of pieces, on a made-up file of the same layout."""

from __future__ import annotations

import struct
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from training.encoder import Weights, choose_pieces

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "H", "a", "f", "e", "n", "▁Hafen", "▁Boot", "ж", "中"]
SCORES = [0.0, 0.0, 0.0, 0.0, -5.0, -9.0, -8.0, -8.5, -7.0, -7.5, -3.0, -4.0, -12.0, -6.0]
HIDDEN = 32


def tensor_bytes(values: np.ndarray) -> bytes:
    """Rows of 32 values in 4 bits: a scale, then low and high nibbles."""
    scale = np.float16(0.5)
    steps = np.clip(np.round(values / 0.5), -8, 7).astype(np.int64) + 8
    return b"".join(scale.tobytes() + bytes((row[:16] | row[16:] << 4).astype(np.uint8)) for row in steps)


@pytest.fixture
def weights(tmp_path: Path) -> tuple[Weights, np.ndarray]:
    rng = np.random.default_rng(1)
    words = rng.integers(-8, 8, (len(PIECES), HIDDEN)) * 0.5
    norm = rng.normal(size=HIDDEN).astype(np.float32)
    half = rng.normal(size=HIDDEN).astype(np.float16)
    tensors = {
        "emb.word": (2, words.size, tensor_bytes(words)),
        "emb.ln.w": (0, norm.size, norm.tobytes()),
        "emb.ln.b": (1, half.size, half.tobytes()),
    }
    blob = "".join(PIECES).encode()
    ends = np.cumsum([0, *(len(p.encode()) for p in PIECES)])
    head = b"MAGIC..." + struct.pack("<7ifi", HIDDEN, 1, 2, 64, len(PIECES), 8, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob))
    head += struct.pack(f"<{len(ends)}I", *ends) + struct.pack(f"<{len(PIECES)}f", *SCORES) + blob
    head += struct.pack("<iI", 0, 3) + b"nfk" + struct.pack("<i", len(tensors))
    table_size = sum(2 + len(name) + 1 + 4 + 8 + 8 for name in tensors)
    offset, table, data = len(head) + table_size, b"", b""
    for name, (dtype, count, raw) in tensors.items():
        table += struct.pack("<H", len(name)) + name.encode()
        table += struct.pack("<BIQQ", dtype, count, offset + len(data), len(raw))
        data += raw
    path = tmp_path / "weights.bin"
    path.write_bytes(head + table + data)
    return Weights(path), words


def test_the_header_gives_sizes_and_pieces(weights: tuple[Weights, np.ndarray]) -> None:
    read, _ = weights
    assert (read.hidden, read.layers, read.heads, read.ff, read.positions) == (HIDDEN, 1, 2, 64, 8)
    assert read.pieces == PIECES
    assert read.scores == pytest.approx(SCORES)


def test_tensors_of_four_sixteen_and_thirty_two_bits(weights: tuple[Weights, np.ndarray]) -> None:
    read, words = weights
    assert read.tensor("emb.word").reshape(-1, HIDDEN) == pytest.approx(words)
    assert read.tensor("emb.ln.w").dtype == np.float32
    assert len(read.tensor("emb.ln.b")) == HIDDEN
    assert read.packed_rows("emb.word").shape == (len(PIECES), 18)


def test_a_tensor_of_another_size_is_refused(weights: tuple[Weights, np.ndarray]) -> None:
    read, _ = weights
    dtype, count, offset, size = read.tensors["emb.ln.w"]
    read.tensors["emb.ln.w"] = (dtype, count, offset, size - 4)
    with pytest.raises(ValueError, match=r"emb\.ln\.w"):
        read.tensor("emb.ln.w")


def test_pieces_that_german_needs_are_kept_and_the_frequent_ones(weights: tuple[Weights, np.ndarray]) -> None:
    read, _ = weights
    needed, kept = choose_pieces(read, Counter(["Hafen"]), limit=0)
    assert {PIECES[k] for k in needed} >= {"<s>", "<pad>", "</s>", "<unk>", "▁Hafen", "a", "ж"}
    assert "中" not in {PIECES[k] for k in needed}
    assert kept == needed
    _, more = choose_pieces(read, Counter(["Hafen"]), limit=len(needed) + 1)
    assert {PIECES[k] for k in set(more) - set(needed)} == {"▁Boot"}
