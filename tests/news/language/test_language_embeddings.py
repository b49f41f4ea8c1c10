import numpy as np

from news.language.embeddings import unpack_rows


def test_low_nibbles_come_first_and_high_ones_after():
    block = np.zeros(18, np.uint8)
    block[:2] = np.array([0.5], np.float16).view(np.uint8)
    block[2:] = [0x80 + n for n in range(16)]
    row = unpack_rows(np.stack([np.concatenate([block, block])]))
    assert row.shape == (1, 64)
    assert row.dtype == np.float32
    assert row[0, :16].tolist() == [(n - 8) * 0.5 for n in range(16)]
    assert row[0, 16:32].tolist() == [0.0] * 16
