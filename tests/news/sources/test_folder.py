from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.discover import Listing, RawFile, SourceError
from news.sources.folder import Folder
from schemas.identity import ID_PATTERN


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8", errors="surrogateescape")


def names(listing: Listing) -> list[str]:
    return [file.source_file for file in listing.files]


def test_files_of_all_folders_in_order_of_their_paths(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/z.txt", "a/deep/er/y.txt", "Z.txt", "ä.txt", "a.txt")
    assert names(Folder(tmp_path).list("*.txt")) == [
        "Z.txt", "a.txt", "a/deep/er/y.txt", "a/z.txt", "b.txt", "ä.txt",
    ]  # fmt: skip


def test_a_file_is_described_by_its_directory_entry(tmp_path: Path) -> None:
    put(tmp_path, "ort/eins.txt")
    path = tmp_path / "ort" / "eins.txt"
    path.write_bytes(b"zehn Bytes")
    os.utime(path, ns=(5, 1_650_000_000_123_456_789))
    (file,) = Folder(tmp_path).list("*.txt").files
    assert file == RawFile(
        "ort/eins.txt", Folder(tmp_path), 10, 1_650_000_000_123_456_789, key="ort/eins.txt"
    )
    assert file.read(10) == b"zehn Bytes"


def test_the_pattern_holds_for_the_bare_name_and_the_rest_is_counted(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "txt/b.md", "txt/c.txt.bz2", "d.TXT", "e.txt/f.csv")
    listing = Folder(tmp_path).list("*.txt")
    assert (names(listing), listing.ignored_count) == (["a.txt"], 4)
    assert names(Folder(tmp_path).list("[ab].*")) == ["a.txt", "txt/b.md"]
    assert Folder(tmp_path).list("*").ignored_count == 0


def test_hidden_files_and_folders_are_left_out_and_counted(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "ort/.d.txt")
    listing = Folder(tmp_path).list("*.txt")
    assert names(listing) == ["a.txt"]
    assert listing.ignored_count == 3  # a hidden folder counts once: it is not looked into


def test_links_are_not_followed_wherever_they_lead(tmp_path: Path) -> None:
    source, outside = tmp_path / "source", tmp_path / "outside"
    put(source, "a.txt", "ort/b.txt")
    put(outside, "geheim.txt")
    (source / "inside.txt").symlink_to(source / "a.txt")
    (source / "outside.txt").symlink_to(outside / "geheim.txt")
    (source / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    (source / "folder").symlink_to(outside, target_is_directory=True)
    (source / "ort" / "loop").symlink_to(source, target_is_directory=True)
    listing = Folder(source).list("*")
    assert (names(listing), listing.ignored_count) == (["a.txt", "ort/b.txt"], 5)


def test_the_source_itself_may_be_a_link(tmp_path: Path) -> None:
    put(tmp_path / "texte", "a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "texte", target_is_directory=True)
    assert names(Folder(tmp_path / "link").list("*.txt")) == ["a.txt"]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    listing = Folder(tmp_path).list("*.txt")
    assert (listing.files, listing.ignored_count) == ((), 1)


def test_an_empty_folder_is_an_empty_listing(tmp_path: Path) -> None:
    listing = Folder(tmp_path).list("*.txt")
    assert (listing.files, listing.ignored_count) == ((), 0)


@pytest.mark.parametrize(
    "name",
    ["zwei\nZeilen.txt", "mit 'einem' \"Zitat\".txt", "Ölpreis – größer.txt", "O\u0308l.txt", "a\\b.txt"],
)
def test_unusual_names_stay_as_they_are(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    (file,) = Folder(tmp_path).list("*.txt").files
    assert file.source_file == name
    assert file.read(99).decode() == name
    assert re.fullmatch(ID_PATTERN, file.article_id)


def test_a_name_that_is_no_text_is_escaped_and_the_file_can_be_read(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xd6lpreis.txt")).write_text("Latin-1 im Namen", encoding="utf-8")
    (file,) = Folder(tmp_path).list("*.txt").files
    assert file.source_file == "\\xd6lpreis.txt"
    assert file.read(99) == b"Latin-1 im Namen"
    assert re.fullmatch(ID_PATTERN, file.article_id)


def test_article_id_without_an_upstream_id_follows_from_the_path_alone(tmp_path: Path) -> None:
    for source in (tmp_path / "hier", tmp_path / "dort"):
        put(source, "ort/a.txt", "a.txt")
        (source / "a.txt").write_text(str(source), encoding="utf-8")
    here, there = (Folder(tmp_path / name).list("*.txt").files for name in ("hier", "dort"))
    assert [f.article_id for f in here] == [f.article_id for f in there]
    assert here[0].article_id != here[1].article_id


def test_unknown_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"there is no folder .*nirgends.*--source") as caught:
        Folder(tmp_path / "nirgends").list("*.txt")
    assert caught.value.exit_code == 2


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    with pytest.raises(SourceError, match=r"a\.txt is not a folder.*--source"):
        Folder(tmp_path / "a.txt").list("*.txt")


def test_a_path_that_cannot_be_looked_up(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="--source"):
        Folder(tmp_path / ("lang" * 100)).check()


def test_a_folder_that_may_not_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", "zu/b.txt")
    scandir = os.scandir

    def guarded(folder: str) -> object:
        if Path(folder).name == "zu":
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    with pytest.raises(SourceError, match=r"cannot list .*/zu: Permission denied; check its permissions"):
        Folder(tmp_path).list("*.txt")


def test_a_folder_that_vanishes_is_no_part_of_it_but_the_source_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.txt", "weg/b.txt")
    scandir = os.scandir

    def gone(folder: str) -> object:
        if Path(folder) in vanished:
            raise FileNotFoundError(2, "No such file or directory", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", gone)
    vanished = {tmp_path / "weg"}
    assert names(Folder(tmp_path).list("*.txt")) == ["a.txt"]
    vanished = {tmp_path}
    with pytest.raises(SourceError, match=r"cannot list .*No such file"):
        Folder(tmp_path).list("*.txt")


def test_files_are_found_by_name_and_by_mark(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/z.txt", "c.txt")
    listing = Folder(tmp_path).list("*.txt")
    assert [f.source_file for f in listing.named({"c.txt", "a/z.txt", "fort.txt"})] == ["a/z.txt", "c.txt"]
    assert listing.named([]) == ()
    assert listing.where(pc.equal(listing.columns["source_file"], "b.txt"))[0].read(9) == b"b.txt"


def test_a_file_that_vanishes_while_the_folder_is_listed_is_no_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.txt", "b.txt")
    scandir = os.scandir

    @contextmanager
    def slow(folder: str) -> Iterator[list[os.DirEntry[str]]]:
        with scandir(folder) as entries:
            found = list(entries)
        (tmp_path / "a.txt").unlink()
        yield found

    monkeypatch.setattr(os, "scandir", slow)
    listing = Folder(tmp_path).list("*.txt")
    assert (names(listing), listing.ignored_count) == (["b.txt"], 0)


part = st.text("aÖ.\n '%x", min_size=1, max_size=4).filter(lambda name: name.strip(".") != "")


@settings(max_examples=40)
@given(st.lists(st.lists(part, min_size=1, max_size=3).map("/".join), unique=True, max_size=8))
def test_every_file_is_listed_or_ignored(paths: list[str]) -> None:
    with TemporaryDirectory() as folder:
        source = Path(folder)
        for path in paths:
            try:
                put(source, path)
            except (FileExistsError, NotADirectoryError, IsADirectoryError):
                continue  # another path of the example has this one as its folder, or the other way round
        on_disk = [p.relative_to(source) for p in source.rglob("*") if p.is_file()]
        listing = Folder(source).list("*x*")
        found = names(listing)
    seen = [p for p in on_disk if not any(part.startswith(".") for part in p.parts)]
    assert found == sorted(p.as_posix() for p in seen if "x" in p.name)
    hidden_roots = {
        p.parts[: i + 1] for p in on_disk for i, part in enumerate(p.parts) if part.startswith(".")
    }
    outermost = {root for root in hidden_roots if not any(part.startswith(".") for part in root[:-1])}
    assert len(found) + listing.ignored_count == len(seen) + len(outermost)
