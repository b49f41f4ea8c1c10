"""Cut: divide the files of a run into shards of about the same work, by what each engine takes for a byte."""

from __future__ import annotations

from collections.abc import Sequence

from flows.settings import Settings
from news.discover import RawFile

TARGET_SECONDS = 60.0
"""Work of a shard where there is enough: what a lost worker costs at most, and far above what a shard costs beside."""
LEAST_SECONDS = 5.0
"""Work that is worth a process of its own: it takes seconds to import spaCy and to load a model."""
SHARDS_PER_JOB = 4
"""Where there is less work, so many for each process: the last of them waits for a quarter of its share at most."""
SECONDS_PER_BYTE = {"none": 6.0e-6, "fast": 2.4e-5, "accurate": 3.1e-5}
"""Reading and coding on one core of 2.5 GHz (docs/scaling.md); an engine that is not here is taken for the slowest."""
BYTES_PER_FILE = 500
"""What is done for a file whatever its size, as bytes."""


def cut(files: Sequence[RawFile], settings: Settings) -> list[Sequence[RawFile]]:
    """Divide files, in their order, into shards of at most ``shard_files`` files and about TARGET_SECONDS of work.

    What a run makes of the files does not depend on how they are divided.
    """
    per_byte = SECONDS_PER_BYTE.get(settings.model, max(SECONDS_PER_BYTE.values()))
    seconds = [(file.byte_count + BYTES_PER_FILE) * per_byte for file in files]
    share = sum(seconds) / (settings.job_count * SHARDS_PER_JOB)
    target = min(TARGET_SECONDS, max(LEAST_SECONDS, share))
    shards, begin, held = [], 0, 0.0
    for at, more in enumerate(seconds):
        if at > begin and (held + more > target or at - begin == settings.shard_files):
            shards.append(files[begin:at])
            begin, held = at, 0.0
        held += more
    return [*shards, files[begin:]] if files else []


def part_name(number: int) -> str:
    """What the files of a shard are called in the staging folder."""
    return f"{number:05}"
