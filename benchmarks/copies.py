"""Near-copies: our signatures and search beside datasketch's MinHash and LSH, on the same texts."""

# ruff: noqa: E501 - words of a table

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from time import process_time

from datasketch import MinHash, MinHashLSH

from benchmarks.measuring import Scale, Section, apart
from benchmarks.reading import Nothing
from news.duplicates import update
from news.duplicates.signature import signature

RUN = 5
"""Words of a shingle, as in ours."""


def section(scale: Scale, bodies: Sequence[str]) -> Section:
    """The table of both; half of the texts come with a copy that lost its last sentence."""
    texts = [*bodies, *(body.rpartition(". ")[0] or body for body in bodies[::2])]
    found = {
        "Depesche (verified by shared passages)": apart(ours, texts, scale.repeats),
        "datasketch (MinHash of 128, LSH at 0.5)": apart(theirs, texts, scale.repeats),
    }
    own = next(iter(found.values())).result[0]
    return Section(
        "Near-copies",
        f"{len(texts):,} texts in memory, {len(bodies[::2]):,} of them shortened copies; processor seconds of one core,"
        f" medians of {scale.repeats}.",
        ("search", "texts per second", "Depesche is so many times as fast", "texts with a copy", "peak MB"),
        [
            (name, f"{len(texts) / a.result[0]:,.0f}", f"{a.result[0] / own:.1f}", f"{a.result[1]:,}", f"{a.peak_megabytes:,.0f}")
            for name, a in found.items()
        ],
        "splitting into words and hashing each run of five words once; what comes behind it looks at candidates only.",
    )  # fmt: skip


def ours(texts: Sequence[str], repeats: int) -> tuple[float, int]:
    """Median processor seconds, and how many texts have a copy."""
    bodies = {f"{number:016x}": text for number, text in enumerate(texts)}
    taken, count = [], 0
    for _ in range(repeats):
        began = process_time()
        signatures = [signature(name, None, body) for name, body in bodies.items()]
        found = update(signatures, [], Nothing(bodies))
        taken.append(process_time() - began)
        count = sum(bool(rows) for rows in found.near_copies.values())
    return median(taken), count


def theirs(texts: Sequence[str], repeats: int) -> tuple[float, int]:
    """Median processor seconds, and how many texts have a copy."""
    taken, count = [], 0
    for _ in range(repeats):
        began = process_time()
        index = MinHashLSH(threshold=0.5, num_perm=128)
        sketches = []
        for number, text in enumerate(texts):
            words = text.lower().split()
            sketch = MinHash(num_perm=128)
            sketch.update_batch([" ".join(words[i : i + RUN]).encode() for i in range(len(words) - RUN + 1)])
            sketches.append(sketch)
            index.insert(number, sketch)
        count = sum(len(index.query(sketch)) > 1 for sketch in sketches)
        taken.append(process_time() - began)
    return median(taken), count
