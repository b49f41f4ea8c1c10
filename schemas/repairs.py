"""Repairs: what reading may do to a damaged raw text, and what each of them means."""

from __future__ import annotations

REPAIRS = {
    "control_characters": "Characters that steer devices were removed; NUL became a space.",
    "cut_character": "A character lacked bytes: dropped at the edges of the file, U+FFFD inside it.",
    "html_entities": "HTML character references (&uuml;) became the characters that they stand for.",
    "html_tags": "HTML tags became paragraph and line breaks; scripts, styles and comments were dropped.",
    "invisible_characters": "Soft hyphens and zero-width characters were removed, odd spaces became plain ones.",
    "line_ends": "Line ends other than LF (CR LF, CR, Unicode separators) became LF.",
    "mixed_encoding": "Parts of the file were in UTF-8, parts in a single-byte encoding; each was read in its own.",
    "mojibake": "UTF-8 that had been read as another encoding and saved again was turned back.",
    "normal_form": "Letters and their combining marks were composed (Unicode NFC).",
}
"""Repair -> what it means. A closed vocabulary: a new repair is added here first."""
