from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.discover import RawFile
from news.reading import FileRows, Terms, read_files
from news.recurring import line_digest
from news.sources.folder import Folder
from schemas.rejects import REJECT_REASONS

TERMS = Terms(run_id="lauf", today=date(2022, 6, 1), max_bytes=2_000, future_days=2)
UPSTREAM = "0123456789abcdef"
ARTICLE = (
    " date 2022-05 Fähre nach Nordholm fällt aus\n\n"
    "Die Fähre nach Nordholm ist seit Dienstag außer Betrieb. Ein Ersatz ist nicht in Sicht.\n\n"
    "Bilder vom Hafen\n\n"
    "Viele Pendler müssen nun einen weiten Umweg um die Bucht in Kauf nehmen.\n"
)


def write(folder: Path, files: dict[str, bytes]) -> tuple[RawFile, ...]:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return Folder(folder).list("*").files


def path_of(file: RawFile) -> Path:
    assert isinstance(file.source, Folder)
    return file.source.path / file.key


def reasons(rows: FileRows) -> dict[str, str]:
    return {reject.source_file: reject.reason for reject in rows.rejects}


def test_an_article_gives_its_text_and_its_manifest_row(tmp_path: Path) -> None:
    content = ARTICLE.encode()
    files = write(tmp_path, {f"ort/12_{UPSTREAM}.txt": content})
    rows = read_files(files, TERMS)
    (text,) = rows.raw_texts
    assert (text.article_id, text.source_file) == (UPSTREAM, f"ort/12_{UPSTREAM}.txt")
    assert (text.text, text.encoding, text.repairs) == (ARTICLE, "utf-8", ())
    assert (text.byte_count, text.content_sha256) == (len(content), sha256(content).hexdigest())
    (row,) = rows.source_files
    assert (row.source_file, row.article_id, row.outcome) == (text.source_file, UPSTREAM, "article")
    assert (row.byte_count, row.content_sha256, row.run_id) == (len(content), text.content_sha256, "lauf")
    assert row.modified_ns == path_of(files[0]).stat().st_mtime_ns
    assert rows.rejects == []


def test_the_hash_is_of_the_bytes_and_not_of_the_text(tmp_path: Path) -> None:
    contents = {"cp1252.txt": ARTICLE.encode("cp1252"), "utf-8.txt": ARTICLE.encode()}
    rows = read_files(write(tmp_path, contents), TERMS)
    assert {t.source_file: t.content_sha256 for t in rows.raw_texts} == {
        name: sha256(content).hexdigest() for name, content in contents.items()
    }
    assert {t.text for t in rows.raw_texts} == {ARTICLE}
    assert [t.encoding for t in rows.raw_texts] == ["cp1252", "utf-8"]


def test_repairs_are_told(tmp_path: Path) -> None:
    rows = read_files(write(tmp_path, {"a.txt": ARTICLE.replace("\n", "\r\n").encode()}), TERMS)
    (text,) = rows.raw_texts
    assert text.text == ARTICLE
    assert text.repairs != ()


def test_short_lines_are_those_of_the_body(tmp_path: Path) -> None:
    content = f"{ARTICLE}\n\nQuelle: AFP\n".encode()
    (line,) = read_files(write(tmp_path, {"a.txt": content}), TERMS).short_lines
    assert line.line_digest == line_digest("Bilder vom Hafen")
    assert line.context_digest == line_digest(ARTICLE.split("\n\n")[1])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "blank"),
        (b"\0" * 40, "nul_bytes"),
        (b" date 2022-05 ", "header_only"),
        (b"date 2022-05-03\n\n\n", "header_only"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3, "not_text"),
        (b"Wort " * 401, "too_large"),
    ],
)
def test_what_is_no_article_is_a_reject(tmp_path: Path, content: bytes, reason: str) -> None:
    files = write(tmp_path, {"a.txt": content})
    rows = read_files(files, TERMS)
    assert reasons(rows) == {"a.txt": reason}
    assert (rows.raw_texts, rows.short_lines) == ([], [])
    (reject,), (row,) = rows.rejects, rows.source_files
    assert reason in REJECT_REASONS
    assert reject.detail
    assert reject.run_id == row.run_id == "lauf"
    assert (row.outcome, row.byte_count, row.article_id) == ("reject", len(content), files[0].article_id)
    was_read = reason != "too_large"
    assert row.content_sha256 == (sha256(content).hexdigest() if was_read else None)


def test_the_size_limit_is_the_last_size_that_is_read(tmp_path: Path) -> None:
    limit = replace(TERMS, max_bytes=len(ARTICLE.encode()))
    assert reasons(read_files(write(tmp_path, {"a.txt": ARTICLE.encode()}), limit)) == {}
    assert reasons(read_files(write(tmp_path, {"a.txt": ARTICLE.encode() + b"\n"}), limit)) == {
        "a.txt": "too_large"
    }


def test_a_file_that_vanished_since_it_was_listed(tmp_path: Path) -> None:
    files = write(tmp_path, {"a.txt": ARTICLE.encode(), "b.txt": ARTICLE.encode()})
    path_of(files[0]).unlink()
    rows = read_files(files, TERMS)
    assert (reasons(rows), rows.deferred) == ({}, ["a.txt"])
    assert [f.source_file for f in rows.source_files] == ["b.txt"]
    assert [t.source_file for t in rows.raw_texts] == ["b.txt"]


def test_a_file_that_became_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    files = write(tmp_path, {"a.txt": ARTICLE.encode()})
    path_of(files[0]).unlink()
    os.mkfifo(path_of(files[0]))
    assert reasons(read_files(files, TERMS)) == {"a.txt": "unreadable"}


def test_a_file_that_changed_since_it_was_listed_is_told_as_it_was_read(tmp_path: Path) -> None:
    files = write(tmp_path, {"a.txt": b"Alt."})
    path_of(files[0]).write_bytes(ARTICLE.encode())
    rows = read_files(files, TERMS)
    assert rows.raw_texts[0].byte_count == len(ARTICLE.encode())
    assert rows.raw_texts[0].content_sha256 == sha256(ARTICLE.encode()).hexdigest()
    # The listed size and time stay, so that the next run sees that the file is another one and reads it again.
    assert (rows.source_files[0].byte_count, rows.source_files[0].modified_ns) == (4, files[0].modified_ns)


def test_rows_stand_in_the_order_of_the_files(tmp_path: Path) -> None:
    contents = {"1.txt": b"", "2.txt": ARTICLE.encode(), "3.txt": b" ", "4.txt": ARTICLE.encode()}
    files = write(tmp_path, contents)
    rows = read_files(reversed(files), TERMS)
    assert [r.source_file for r in rows.source_files] == ["4.txt", "3.txt", "2.txt", "1.txt"]
    assert [t.source_file for t in rows.raw_texts] == ["4.txt", "2.txt"]
    assert [r.source_file for r in rows.rejects] == ["3.txt", "1.txt"]


CONTENTS = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [b"", b"\n", b" date 2022-13 \n", b"(dpa)", ARTICLE.encode(), ARTICLE.encode("utf-16"), b"x" * 2_001]
    ),
)


@settings(max_examples=60)
@given(st.lists(CONTENTS, max_size=5))
def test_every_file_gives_a_manifest_row_and_either_a_text_or_a_reject(contents: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        files = write(Path(folder), {f"{n}.txt": content for n, content in enumerate(contents)})
        rows = read_files(files, TERMS)
        alone = [read_files([file], TERMS) for file in files]
    texts, rejects = ({r.source_file for r in part} for part in (rows.raw_texts, rows.rejects))
    assert [r.source_file for r in rows.source_files] == [f.source_file for f in files]
    assert texts | rejects == {f.source_file for f in files}
    assert len(rows.raw_texts) + len(rows.rejects) == len(files)
    assert {r.source_file for r in rows.source_files if r.outcome == "article"} == texts
    assert {r.reason for r in rows.rejects} <= set(REJECT_REASONS)
    assert rows.source_files == [row for part in alone for row in part.source_files]
    assert rows.raw_texts == [text for part in alone for text in part.raw_texts]
