"""HTML is read as a browser shows it; text that only looks like it stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.markup import strip_tags, unescape


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Eins</p><p>Zwei</p>", "Eins\n\nZwei"),
        ("<P CLASS='a'>Eins<br>Zwei<BR/>Drei</P>", "Eins\nZwei\nDrei"),
        ("<ul><li>Eins</li><li>Zwei</li></ul>", "Eins\n\nZwei"),
        ("<p>Ein <b>fettes</b> Wort</p>", "Ein fettes Wort"),
        ('<a href="https://example.org/?a=1&b=2" title="a > b">Hier</a> klicken', "Hier klicken"),
        ("<td>1</td><td>2</td>", " 1  2 "),
        ("a<script type='x'>if (a < b) { '</p>' }</script>b", "ab"),
        ("a<style>p > b {}</style ><noscript>JavaScript</noscript>b", "ab"),
        ("a<!-- <p>weg</p> -->b", "ab"),
        ("<!DOCTYPE html><html><body><h1>Titel</h1>Text</body></html>", "Titel\n\nText"),
        ("<p>Eine\n\n   Zeile</p>\n\n\n<p>Noch eine</p>", "Eine\nZeile\n\nNoch eine"),
        ("<p>Mit Kopf</p>\n\nOhne Tag\n\nNoch eins", "Mit Kopf\n\nOhne Tag\n\nNoch eins"),
        ("<p>Kein Ende<script>var a = 1;</p>", "Kein Endevar a = 1;"),
    ],
)
def test_pages_become_text(page: str, text: str) -> None:
    assert strip_tags(page) == text


@pytest.mark.parametrize(
    "text",
    [
        "Wir <3 Berlin",
        "Es gilt a < b und b > c, also a<b>c.",
        "Das Element <title> steht im Kopf einer Seite.",
        "Guten Tag <Name>, Ihre <Anschrift> fehlt </Anschrift>",
        "Schreiben Sie an <redaktion@example.org>",
        "Pfeile <- und -> und <-- und <=",
        "<",
        "<p",
        "<a href=",
        "<!",
    ],
)
def test_text_with_angle_brackets_stays(text: str) -> None:
    assert strip_tags(text) == text


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        ("f&uuml;r &quot;Gr&ouml;&szlig;e&quot; &ndash; 5&nbsp;&euro;", 'für "Größe" – 5\u00a0€'),
        ("f&amp;uuml;r", "für"),
        ("&#8222;f&#xFC;r&#8220; &#150;", "„für“ –"),
        ("f&uumlr", "für"),
        ("Müller &amp; Söhne", "Müller & Söhne"),
        ("1 &lt; 2", "1 < 2"),
    ],
)
def test_references_become_characters(escaped: str, text: str) -> None:
    assert unescape(escaped) == text


@pytest.mark.parametrize(
    "text",
    ["Müller & Söhne", "AT&T", "R&D; Forschung", "a&copy=2020&para=1", "&", "&;", "&#;", "&unbekannt;"],
)
def test_mere_ampersands_stay(text: str) -> None:
    assert unescape(text) == text


@given(st.text(st.sampled_from("<>&/!-[] ='\"apbrscipt\n")))
def test_no_text_raises_and_plain_text_stays(text: str) -> None:
    assert isinstance(strip_tags(unescape(text)), str)
    assert strip_tags(text.replace("<", "")) == text.replace("<", "")
