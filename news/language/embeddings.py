"""Unpack the 4-bit rows of word-piece embeddings (blocks of 32 values with a common scale)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
BLOCK_BYTES = 18
"""A block: its scale as float16, then 16 bytes whose low nibbles are the first 16 values, high the next."""
ZERO = 8


def unpack_rows(packed: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Rows of bytes, (rows, blocks * 18), to float32, (rows, blocks * 32); the packing loses nothing more."""
    rows = packed.shape[0]
    blocks = np.ascontiguousarray(packed).reshape(rows, -1, BLOCK_BYTES)
    scale = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
    nibbles = blocks[..., 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32)
    unpacked: NDArray[np.float32] = ((values - ZERO) * scale).reshape(rows, -1)
    return unpacked
