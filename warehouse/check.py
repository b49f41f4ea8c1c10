"""Check the lake's files against its commits: what is missing, has another size, or holds other bytes."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from itertools import pairwise

from warehouse.lake import Lake, LakeError
from warehouse.snapshot import Commit, DataFile


def check_lake(lake: Lake, *, read_data: bool = False) -> list[str]:
    """What is wrong with the lake, a sentence each that names a path; empty for a sound lake.

    Without ``read_data`` the commits are read and the files' sizes are compared; with it every byte is read and
    hashed. Nothing is changed.
    """
    with lake.reading():
        try:
            commits = lake.commits()
        except LakeError as error:
            return [str(error)]
        return [*_broken_commits(lake, commits), *_broken_files(lake, commits, read_data=read_data)]


def _broken_commits(lake: Lake, commits: list[Commit]) -> Iterator[str]:
    paths = sorted((lake.folder / "commits").glob("[0-9]*.json"))
    for path, commit in zip(paths[len(paths) - len(commits) :], commits, strict=True):
        if int(path.stem) != commit.version:
            yield f"{path} holds commit {commit.version}: a commit bears its number; restore the file from a backup"
    versions = [commit.version for commit in commits]
    for before, after in pairwise(versions):
        if after != before + 1:
            name = lake.folder / "commits" / f"{before + 1:08}.json"
            yield f"{name} is missing: the commits before and after it are there; restore the file from a backup"


def _broken_files(lake: Lake, commits: list[Commit], *, read_data: bool) -> Iterator[str]:
    for commit in commits:
        for files in commit.files.values():
            for file in files:
                wrong = _wrong(lake, file, read_data=read_data)
                if wrong:
                    path = lake.folder / file.path
                    yield f"{path} (commit {commit.version}, run {commit.run_id}) {wrong}; restore it from a backup"


def _wrong(lake: Lake, file: DataFile, *, read_data: bool) -> str | None:
    path = lake.folder / file.path
    try:
        size = path.stat().st_size
        if file.byte_count is not None and size != file.byte_count:
            return f"has {size} bytes instead of {file.byte_count}"
        if read_data:
            with path.open("rb") as handle:
                if file_digest(handle, "sha256").hexdigest() != file.sha256:
                    return "holds other bytes than were committed"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None
