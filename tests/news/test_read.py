"""Whole files, as other programs damage them, are read as the text that they hold or refused with a reason."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from damage import DAMAGES, same
from german_texts import LONG, SHORT
from hypothesis import given
from hypothesis import strategies as st

from news.decode import ENCODINGS
from news.file_bytes import read
from news.read import NotAnArticle, RawText, decode
from schemas.rejects import REJECT_REASONS
from schemas.repairs import REPAIRS

FRAGMENTS = [
    *(b"\xc3\xa4", b"\xe4", b"\xe2\x80\x9e", b"\x84", b"\x81", b"\xc3\x83\xc2\xa4", b"\xcc\x88", b"\xc2\xad"),
    *(
        b"\0",
        b"\r",
        b"\n",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b" fuer ",
        b"<p>",
        b"</p>",
        b"<script>",
    ),
    *(b"<!--", b"&", b"&uuml;", b"&#0;", b"&#x110000;"),
]


@pytest.mark.parametrize("name", DAMAGES)
@pytest.mark.parametrize("texts", [SHORT, LONG], ids=["short", "long"])
def test_every_text_is_read_in_spite_of(name: str, texts: tuple[str, ...]) -> None:
    damage, encoding = DAMAGES[name]
    for text in texts:
        raw, truth = damage(" date 2022-01 " + text)
        found = decode(raw)
        assert same(found.text) == same(truth)
        assert found.encoding in encoding.split("|")


@pytest.mark.parametrize("text", LONG)
def test_clean_text_passes_unchanged(text: str) -> None:
    assert decode(text.encode()) == RawText(text, "utf-8", ())


@pytest.mark.parametrize(
    ("name", "repairs"),
    [
        ("utf-8 marked", ()),
        ("utf-16-le", ()),
        ("cp850", ()),
        ("mojibake cp1252", ("mojibake",)),
        ("mojibake latin-1 twice", ("mojibake",)),
        ("decomposed", ("normal_form",)),
        ("cr lf", ("line_ends",)),
        ("mixed line ends and nul", ("control_characters", "line_ends")),
        ("cut at the end", ("cut_character",)),
        ("cut at the start", ("cut_character",)),
        ("utf-16-le cut", ("cut_character",)),
        ("utf-8 then cp1252", ("mixed_encoding",)),
        ("entities", ("html_entities",)),
        ("tags", ("html_tags",)),
        ("invisible", ("invisible_characters",)),
        ("transcribed", ()),
        ("one line", ()),
    ],
)
def test_repairs_say_what_was_done(name: str, repairs: tuple[str, ...]) -> None:
    assert decode(DAMAGES[name][0](LONG[0])[0]).repairs == repairs


@pytest.mark.parametrize(
    ("raw", "reason", "detail"),
    [
        (b"", "empty", "no bytes"),
        (b" \t\r\n\n", "blank", "5 bytes"),
        (b"\xef\xbb\xbf", "blank", "utf-8-sig"),
        (b"\xff\xfe", "blank", "utf-16-le"),
        ("\u00ad\u200b\u00a0".encode(), "blank", "utf-8"),
        (b"<div><!-- nichts --><br></div>", "blank", "utf-8"),
        (bytes(10_000), "nul_bytes", "10000 NUL bytes"),
        (b"\0\0 \n", "nul_bytes", "2 NUL bytes"),
        (b"%PDF-1.7 lesbarer Text", "not_text", "PDF document"),
        (b"PK\x03\x04" + bytes(30), "not_text", "ZIP archive"),
        (b"\x1f\x8b\x08\x00", "not_text", "gzip archive"),
        (b"\x89PNG\r\n\x1a\n", "not_text", "PNG image"),
        (bytes(range(256)) * 20, "not_text", "control characters"),
        (bytes((i * 7 + i * i * 31) % 224 + 32 for i in range(9_000)), "not_text", "beyond ASCII"),
    ],
)
def test_what_holds_no_text_is_refused_with_its_reason(raw: bytes, reason: str, detail: str) -> None:
    with pytest.raises(NotAnArticle) as refused:
        decode(raw)
    assert refused.value.reason == reason
    assert detail in refused.value.detail


@given(st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(b"".join)))
def test_any_bytes_give_a_text_or_a_reason(raw: bytes) -> None:
    try:
        found = decode(raw)
    except NotAnArticle as refused:
        assert refused.reason in REJECT_REASONS
        return
    assert found.encoding in ENCODINGS
    assert set(found.repairs) <= set(REPAIRS)
    assert list(found.repairs) == sorted(found.repairs)
    assert found.text.strip()
    assert unicodedata.is_normalized("NFC", found.text)
    assert not {c for c in found.text if unicodedata.category(c) in {"Cc", "Cs"}} - {"\t", "\n"}


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Zs", "Zl", "Zp"]), min_size=1)
)
def test_text_without_markup_or_odd_spaces_is_only_composed(text: str) -> None:
    ordinary = "Für " + "".join(c for c in text if c not in "<&") + " genügt es."
    found = decode(ordinary.encode())
    if "mojibake" not in found.repairs and len(text) < 30:
        assert found.text == unicodedata.normalize("NFC", ordinary)


@pytest.mark.parametrize(
    "raw",
    [
        b"\n" * 1_000_000 + b"Ende",
        b"<" * 1_000_000,
        b"&" * 1_000_000,
        b"<a x='" * 200_000,
        b"<script>" * 100_000,
        b"<br><!--" * 100_000 + b"x",
        "Ã¤".encode() * 300_000,
        ("a" + "\u0327\u0301" * 200_000).encode(),
        b"\xe4\xc3\xa4 " * 100_000,
        b"a" * 5_000_000,
        b"\r" * 1_000_000 + b"x",
    ],
    ids=lambda raw: repr(raw[:6]),
)
def test_large_and_hostile_files_come_to_an_end(raw: bytes) -> None:
    assert decode(raw).text.strip()


def test_read_gives_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"genau zehn")
    assert read(path, max_bytes=10) == b"genau zehn"


def test_read_refuses_what_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as handle:
        handle.truncate(1 << 40)  # a sparse file that no memory would hold
    with pytest.raises(NotAnArticle, match="too_large: 1099511627776 bytes"):
        read(path, max_bytes=1000)


@pytest.mark.parametrize("name", ["gone.txt", "folder", "pipe", "with\0nul", "x" * 300])
def test_read_refuses_what_it_cannot_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotAnArticle) as refused:
        read(tmp_path / name, max_bytes=1000)
    assert refused.value.reason == "unreadable"
    assert refused.value.detail


def test_read_refuses_a_file_that_grows_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"kurz")
    before = path.stat()
    path.write_bytes(b"inzwischen viel zu lang")
    monkeypatch.setattr(os, "fstat", lambda _: before)
    with pytest.raises(NotAnArticle, match="too_large: it grew"):
        read(path, max_bytes=10)


NASTY = Path(os.environ.get("DEPESCHE_SHARED", "")) / "data" / "nasty"
REFUSED = {
    "empty": "empty",
    "spaces": "blank",
    "bom_only": "blank",
    "nul_1MB": "nul_bytes",
    "random_bytes": "not_text",
}


@pytest.mark.skipif(
    not os.environ.get("DEPESCHE_SHARED"), reason="DEPESCHE_SHARED names no folder of shared data"
)
def test_real_damaged_files_become_german_or_are_refused() -> None:
    for line in (NASTY / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, kind, _ = line.split("\t")
        raw = (NASTY / name).read_bytes()
        if kind in REFUSED:
            with pytest.raises(NotAnArticle, match=f"^{REFUSED[kind]}:"):
                decode(raw)
            continue
        text = decode(raw).text
        assert not set(text) & set("ÃÂâ�\u0080\r\0\u00ad\u200b\u00a0\u0308"), name
        assert not any(damage in text for damage in ("&uuml;", "</p>", "<p>", "<script", "var a")), name
