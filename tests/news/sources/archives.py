"""Archives of invented texts for the tests of sources."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import zstandard

KINDS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst")


def pack(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write an archive of the kind that its name tells."""
    if path.name.endswith(".zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(zipfile.ZipInfo(name, (2023, 5, 4, 3, 2, 2)), content, zipfile.ZIP_DEFLATED)
        return path
    return pack_tar(path, [(member(name, content), content) for name, content in files.items()])


def member(name: str, content: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    """The header of a member of a tar archive."""
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.type, info.linkname = len(content), 1_683_169_322, kind, link
    return info


def pack_tar(path: Path, members: list[tuple[tarfile.TarInfo, bytes]]) -> Path:
    """Write a tar archive member by member."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as archive:
        for info, content in members:
            archive.addfile(info, io.BytesIO(content))
    path.write_bytes(packed(plain.getvalue(), path.name))
    return path


def packed(content: bytes, name: str) -> bytes:
    """Bytes compressed as a name's ending says."""
    if name.endswith(("gz",)):
        return gzip.compress(content)
    if name.endswith("zst"):
        return zstandard.ZstdCompressor(write_checksum=True).compress(content)
    return content
