"""A lake whose record is a bucket: commits are agreed on there, and the lake's folder holds a copy of what they name.

There is no rename in a bucket, so a commit is one object that is put on the condition that there is none of its name
(``If-None-Match: *``): of two writers one wins, whatever machines they are on. Its rows are put before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from warehouse.durable import StorageError, make_folder, step, sync, write, write_once
from warehouse.lake import Lake, LakeError, commit_of
from warehouse.snapshot import Commit, DataFile

TRANSFERS = 8
"""Objects on their way at once."""
CONFLICT_TRIES = 5
TAKEN = {"PreconditionFailed", "412"}
CONFLICT = {"ConditionalRequestConflict", "409"}
"""Somebody else is putting the same object at this moment."""
MOST_DELETED = 1000
"""By one request."""


@dataclass(frozen=True, slots=True)
class BucketLake:
    """The record of a lake below a prefix of a bucket."""

    name: str
    prefix: str
    """Empty, or ended by a slash."""
    client: Any
    """S3 client of boto3."""

    @property
    def url(self) -> str:
        """URL of the lake; ends in a slash."""
        return self._url(self.prefix)

    def commits(self) -> list[Commit]:
        """The commits in order, from the last compaction on, as the bucket holds them; nothing is put there.

        LakeError where there is none, one is missing, or one does not bear its number; StorageError where the bucket
        cannot be read.
        """
        with self._told():
            there = self._numbered()
            if not there:
                raise LakeError(f"{self.url} holds no commit; see to DEPESCHE_LAKE, or run there first")
            found: list[Commit] = []
            for version in range(max(there), 0, -1):
                key = there.get(version, self._key(version))
                if version not in there:
                    raise LakeError(
                        f"{self._url(key)} is missing: later commits are there; restore that object"
                    )
                found.append(commit_of(self._get(key), self._url(key)))
                if found[-1].version != version:
                    raise LakeError(
                        f"{self._url(key)} holds commit {found[-1].version}: a commit bears its number; restore that"
                        " version of the object"
                    )
                if found[-1].merged:
                    break
            return found[::-1]

    def fetch(self, folder: Path) -> None:
        """Bring a lake's folder up to the bucket's last commit.

        Commits that the bucket lacks, of a lake that lay in its folder alone until now, are put there. LakeError where
        the two are different lakes, where an object does not hold what its commit says, or where the bucket does not
        honour conditions; StorageError where it cannot be reached.
        """
        with self._told():
            self._probe()
            there = self._numbered()
            here = Lake(folder).commits()
            missing = self._missing(folder, here, there)
            files = [file for commit, _ in missing for file in _files(commit)]
            self._each(lambda file: self._get_file(folder, file), files)
            for parent in sorted({(folder / file.path).parent for file in files}):
                sync(parent)
            for commit, content in reversed(missing):
                write_once(_path(folder, commit.version), content)
            for commit in here:
                if commit.version > max(there, default=0):
                    try:
                        self.commit(folder, commit, _path(folder, commit.version).read_bytes())
                    except FileExistsError:
                        raise self._other(folder) from None

    def commit(self, folder: Path, commit: Commit, content: bytes) -> None:
        """Put a commit's files, then the commit; FileExistsError where the bucket has one of its version already.

        A compaction then removes the rows that it supersedes. StorageError where the bucket refuses; if the commit was
        made nevertheless, the next fetch brings it.
        """
        with self._told():
            self._each(lambda file: self._put_file(folder, file), _files(commit))
            step("bucket:rows")
            key = self._key(commit.version)
            if not self._put_new(key, content) and self._get(key) != content:
                raise FileExistsError(key)  # else an earlier try of ours came through unheard
            step("bucket:commit")
            if commit.merged:
                self._remove_merged(commit)

    def _missing(self, folder: Path, here: list[Commit], there: dict[int, str]) -> list[tuple[Commit, bytes]]:
        """The bucket's commits that the folder lacks, the last first; a compaction stands for all before it."""
        known = {commit.version for commit in here}
        merged_here = {pair for commit in here[:1] for pair in commit.merged}
        missing: list[tuple[Commit, bytes]] = []
        for version in sorted(there, reverse=True):
            content = self._get(there[version])
            if version in known:
                if content != _path(folder, version).read_bytes():
                    raise self._other(folder)
                return missing
            commit = commit_of(content, self._url(there[version]))
            if (version, commit.run_id) in merged_here:
                return missing
            missing.append((commit, content))
            if commit.merged:
                if here and (here[-1].version, here[-1].run_id) not in commit.merged:
                    raise self._other(folder)
                return missing
        if here and there:
            raise self._other(folder)
        return missing

    def _other(self, folder: Path) -> LakeError:
        return LakeError(
            f"{self.url} and {folder} hold different lakes; set another DEPESCHE_LAKE, or another"
            " DEPESCHE_HOME to get a copy of what the bucket holds"
        )

    def _get_file(self, folder: Path, file: DataFile) -> None:
        path = folder / file.path
        if path.exists() and sha256(path.read_bytes()).hexdigest() == file.sha256:
            return
        content = self._get(self.prefix + file.path)
        if sha256(content).hexdigest() != file.sha256:
            raise LakeError(
                f"{self._url(self.prefix + file.path)} is not what its commit says; restore that version"
            )
        make_folder(path.parent)
        write(path, content)

    def _put_file(self, folder: Path, file: DataFile) -> None:
        content = (folder / file.path).read_bytes()
        self.client.put_object(Bucket=self.name, Key=self.prefix + file.path, Body=content)

    def _probe(self) -> None:
        """Where conditions are ignored, two writers would both win, and nobody would know."""
        key = f"{self.prefix}conditions.probe"
        if self._put_new(key, b"") and self._put_new(key, b""):
            raise LakeError(
                f"the server of s3://{self.name} ignores If-None-Match, without which two writers can lose rows;"
                " keep the lake in the home folder (unset DEPESCHE_LAKE) or use a server that honours it"
            )

    def _put_new(self, key: str, content: bytes) -> bool:
        """Put an object where there is none of its name; False where there is one."""
        tries = 0
        while True:
            tries += 1
            try:
                self.client.put_object(Bucket=self.name, Key=key, Body=content, IfNoneMatch="*")
                return True
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if code in TAKEN:
                    return False
                if code not in CONFLICT or tries == CONFLICT_TRIES:
                    raise

    def _get(self, key: str) -> bytes:
        with self.client.get_object(Bucket=self.name, Key=key)["Body"] as body:
            return bytes(body.read())

    def _numbered(self) -> dict[int, str]:
        """Number of each commit -> its key."""
        return {int(Path(key).stem): key for key in self._keys("commits/")}

    def _key(self, version: int) -> str:
        return f"{self.prefix}commits/{version:08}.json"

    def _keys(self, below: str) -> Iterator[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.name, Prefix=self.prefix + below
        )
        return (found["Key"] for page in pages for found in page.get("Contents", ()))

    def _remove_merged(self, compaction: Commit) -> None:
        """Remove the rows that a compaction supersedes.

        The commits stay: a slow writer that builds on one of them must find its next number taken.
        """
        runs = {run_id for _, run_id in compaction.merged}
        named = {self.prefix + file.path for file in _files(compaction)}
        at = len(self.prefix)
        rows = [key for key in self._keys("rows/") if key[at:].split("/")[1] in runs]
        self._delete([key for key in rows if key not in named])

    def _delete(self, keys: list[str]) -> None:
        for at in range(0, len(keys), MOST_DELETED):
            objects = [{"Key": key} for key in keys[at : at + MOST_DELETED]]
            self.client.delete_objects(Bucket=self.name, Delete={"Objects": objects, "Quiet": True})

    def _each(self, work: Callable[[DataFile], None], files: Iterable[DataFile]) -> None:
        with ThreadPoolExecutor(TRANSFERS) as threads:
            for _ in threads.map(work, files):
                pass

    def _url(self, key: str) -> str:
        return f"s3://{self.name}/{key}"

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (BotoCoreError, ClientError, ValueError) as error:  # of an endpoint that is no URL
            raise StorageError(
                f"cannot use the lake {self.url}: {error}; see to the bucket's name, AWS's credentials"
                " and permissions, then run again"
            ) from error


def _files(commit: Commit) -> list[DataFile]:
    return [file for files in commit.files.values() for file in files]


def _path(folder: Path, version: int) -> Path:
    return folder / "commits" / f"{version:08}.json"
