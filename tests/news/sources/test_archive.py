"""What holds for all kinds of archives: members, names that lead out, links, bounds, damage."""

from __future__ import annotations

import os
import pickle
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from archives import KINDS, member, pack, pack_tar, packed
from hypothesis import given, settings
from hypothesis import strategies as st

from news.discover import RawFile, Source, SourceError
from news.rejection import NotAnArticle, NotNow
from news.sources import archive as archives_of
from news.sources.archive import leads_out
from news.sources.named import source_named

TARS = [kind for kind in KINDS if kind != ".zip"]


def opened(path: Path) -> Source:
    return source_named(str(path), lambda: None)


def contents(path: Path, pattern: str = "*.txt") -> dict[str, bytes]:
    return {file.source_file: file.read(10_000) for file in opened(path).list(pattern).files}


def refused(path: Path) -> dict[str, str]:
    found = {}
    for file in opened(path).list("*.txt").files:
        try:
            file.read(10_000)
        except NotAnArticle as reject:
            found[file.source_file] = reject.reason
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_members_are_files(tmp_path: Path, kind: str) -> None:
    files = {"b.txt": b"zwei", "ort/a.txt": b"eins", "leer.txt": b"", "x.csv": b"1,2"}
    path = pack(tmp_path / f"texte{kind}", files)
    listing = opened(path).list("*.txt")
    assert contents(path) == {name: files[name] for name in ("b.txt", "ort/a.txt", "leer.txt")}
    assert listing.ignored_count == 1
    assert [file.byte_count for file in listing.files] == [4, 4, 0]
    assert {file.modified_ns for file in listing.files} == {1_683_169_322_000_000_000}
    assert all(file.etag for file in listing.files)


@pytest.mark.parametrize("kind", KINDS)
def test_compressed_members_are_the_texts_within(tmp_path: Path, kind: str) -> None:
    files = {f"7_0123456789abcdef.txt{end}": packed(b"Text", end) for end in (".gz", ".zst")}
    path = pack(tmp_path / f"texte{kind}", files)
    assert set(contents(path).values()) == {b"Text"}
    assert {file.article_id for file in opened(path).list("*.txt").files} == {"0123456789abcdef"}


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_within_is_not_opened(tmp_path: Path, kind: str) -> None:
    inner = pack(tmp_path / f"innen{kind}", {"a.txt": b"drin"}).read_bytes()
    path = pack(tmp_path / f"texte{kind}", {f"innen{kind}": inner, "b.txt": b"da"})
    listing = opened(path).list("*.txt")
    assert ([file.source_file for file in listing.files], listing.ignored_count) == (["b.txt"], 1)


@pytest.mark.parametrize("kind", KINDS)
def test_names_that_lead_out_are_rejected_and_hidden_ones_left_out(tmp_path: Path, kind: str) -> None:
    names = ["../a.txt", "/etc/b.txt", "ort/../../c.txt", "C:\\d.txt", "..\\e.txt", "./gut.txt", "f..txt"]
    hidden = [".g.txt", "__MACOSX/._h.txt", ".git/i.txt", "../j.csv"]
    path = pack(tmp_path / f"texte{kind}", dict.fromkeys(names + hidden, b"Text"))
    assert refused(path) == dict.fromkeys(names[:5], "unsafe_member")
    listing = opened(path).list("*.txt")
    assert {"gut.txt", "f..txt"} < {file.source_file for file in listing.files}
    assert listing.ignored_count == len(hidden)


@given(st.lists(st.sampled_from(["a", "..", "", ".", "b c", "...", "C:"]), min_size=1, max_size=5))
def test_a_name_leads_out_as_the_operating_system_says(parts: list[str]) -> None:
    name = "/".join(parts)
    outside = name.startswith("/") or ".." in parts or name.startswith("C:")
    assert leads_out(name) is outside


@pytest.mark.parametrize("kind", TARS)
def test_links_and_devices_in_a_tar_are_rejected(tmp_path: Path, kind: str) -> None:
    members = [
        (member("a.txt", kind=tarfile.SYMTYPE, link="/etc/hostname"), b""),
        (member("b.txt", kind=tarfile.LNKTYPE, link="gut.txt"), b""),
        (member("c.txt", kind=tarfile.FIFOTYPE), b""),
        (member("d.txt", kind=tarfile.CHRTYPE), b""),
        (member("ort", kind=tarfile.DIRTYPE), b""),
        (member("gut.txt", b"Text"), b"Text"),
    ]
    path = pack_tar(tmp_path / f"texte{kind}", members)
    assert refused(path) == dict.fromkeys(["a.txt", "b.txt", "c.txt", "d.txt"], "unsafe_member")
    assert opened(path).list("*.txt").ignored_count == 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_members_of_one_name_the_last_is_the_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"texte{kind}"
    if kind == ".zip":
        pack(path, {"a.txt": b"alt", "./a.txt": b"neu"})
    else:
        pack_tar(path, [(member("a.txt", b"alt"), b"alt"), (member("a.txt", b"neu"), b"neu")])
    assert contents(path) == {"a.txt": b"neu"}
    assert opened(path).list("*.txt").ignored_count == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_large_member_is_rejected_by_its_size(tmp_path: Path, kind: str) -> None:
    (file,) = opened(pack(tmp_path / f"texte{kind}", {"a.txt": b"x" * 101})).list("*").files
    with pytest.raises(NotAnArticle, match="too_large: 101 bytes, at most 100"):
        file.read(100)
    assert file.read(101) == b"x" * 101


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != ".tar"])
def test_a_bomb_is_refused_as_a_whole(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives_of, "FREE_BYTES", 1_000_000)
    bomb = pack(tmp_path / f"bombe{kind}", {"a.txt": bytes(5_000_000), "b.txt": b"Text"})
    with pytest.raises(SourceError, match=rf"the archive .*bombe{kind} unpacks to more than .* bytes"):
        opened(bomb).list("*.txt")
    monkeypatch.setattr(archives_of, "FREE_BYTES", 6_000_000)
    assert len(opened(bomb).list("*.txt").files) == 2


@pytest.mark.parametrize("kind", [".tar.gz", ".tar.zst"])
def test_a_bomb_of_other_files_is_refused_too(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives_of, "FREE_BYTES", 1_000_000)
    with pytest.raises(SourceError, match="unpacks to more"):
        opened(pack(tmp_path / f"bombe{kind}", {"x.bin": bytes(5_000_000)})).list("*.txt")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.95])
def test_an_archive_that_is_cut_off_is_named(tmp_path: Path, kind: str, kept: float) -> None:
    files = {f"{n}.txt": os.urandom(700) for n in range(20)}
    whole = pack(tmp_path / f"texte{kind}", files).read_bytes()
    end = len(whole) - 512 * 24 if kind == ".tar" and kept > 0.9 else int(len(whole) * kept)
    path = tmp_path / f"kaputt{kind}"
    path.write_bytes(whole[:end])
    with pytest.raises(SourceError, match=rf"cannot read the archive .*kaputt{kind}: .*fetch it again"):
        opened(path).list("*.txt")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_archive_is_named(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"texte{kind}"
    path.write_bytes(b"Das ist kein Archiv. " * 100)
    for look in (lambda s: s.check(), lambda s: s.list("*")):
        with pytest.raises(SourceError, match=r"cannot read the archive .*texte"):
            look(opened(path))
    with pytest.raises(SourceError, match=r"cannot look up the archive .*fehlt.*No such file"):
        opened(tmp_path / f"fehlt{kind}").check()


@pytest.mark.parametrize("kind", KINDS)
def test_a_checksum_that_is_wrong_is_told(tmp_path: Path, kind: str) -> None:
    text = b"Die Werft baut ein Boot. " * 40
    raw = bytearray(pack(tmp_path / f"texte{kind}", {"a.txt": text, "b.txt": b"gut"}).read_bytes())
    path = tmp_path / f"kaputt{kind}"
    at = {".zip": 40, ".tar": 148, ".tar.zst": -2}.get(kind, -6)
    raw[at] ^= 0xFF
    path.write_bytes(bytes(raw))
    if kind == ".zip":  # its members have checksums of their own
        assert refused(path) == {"a.txt": "damaged"}
    else:
        with pytest.raises(SourceError, match="cannot read the archive"):
            opened(path).list("*.txt")


def test_a_tar_that_breaks_in_the_middle_is_not_taken_for_its_end(tmp_path: Path) -> None:
    files = {f"{n}.txt": b"x" * 512 for n in range(4)}
    raw = bytearray(pack(tmp_path / "texte.tar", files).read_bytes())
    raw[2 * 1024 + 148] ^= 0xFF  # the checksum of the third header
    (tmp_path / "texte.tar").write_bytes(bytes(raw))
    with pytest.raises(SourceError, match="without the mark of its end, or a header is broken"):
        opened(tmp_path / "texte.tar").list("*.txt")


def test_a_header_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    info = member("x", kind=tarfile.XHDTYPE)
    info.size = 3 << 30
    (tmp_path / "texte.tar").write_bytes(info.tobuf(tarfile.USTAR_FORMAT) + bytes(2048))
    with pytest.raises(SourceError, match="a header of 3221225472 bytes"):
        opened(tmp_path / "texte.tar").list("*.txt")


@pytest.mark.parametrize("kind", KINDS)
def test_files_are_read_in_any_order_and_in_another_process(tmp_path: Path, kind: str) -> None:
    files = {f"{n}.txt": f"Text {n} ".encode() * n * 50 for n in range(12)}
    listed = opened(pack(tmp_path / f"texte{kind}", files)).list("*.txt").files
    for order in (listed, listed[::-1], listed[5:] + listed[:5]):
        sent: list[RawFile] = pickle.loads(pickle.dumps(order))
        assert {file.source_file: file.read(10_000) for file in sent} == files


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_that_changed_since_it_was_listed_is_left_for_later(tmp_path: Path, kind: str) -> None:
    path = pack(tmp_path / f"texte{kind}", {"a.txt": b"eins"})
    (file,) = opened(path).list("*.txt").files
    pack(path, {"a.txt": b"zwei!"})
    with pytest.raises(NotNow, match="the archive changed while it was read"):
        file.read(99)
    (file,) = opened(path).list("*.txt").files
    assert file.read(99) == b"zwei!"
    path.unlink()
    with pytest.raises(NotNow, match="the archive is gone"):
        file.read(99)


@pytest.mark.parametrize("kind", KINDS)
def test_the_etag_follows_the_content(tmp_path: Path, kind: str) -> None:
    def etags(content: bytes) -> list[str | None]:
        path = pack(tmp_path / f"texte{kind}", {"a.txt": content, "b.txt": b"bleibt"})
        return [file.etag for file in opened(path).list("*.txt").files]

    (a, b), (again, same) = etags(b"alt"), etags(b"neu")
    assert (a != again, b == same) == (True, True)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(KINDS), st.binary(max_size=400))
def test_any_bytes_are_an_archive_or_an_error_that_names_it(kind: str, raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"texte{kind}"
        path.write_bytes(raw)
        try:
            opened(path).list("*")
        except SourceError as error:
            assert str(path) in str(error)
