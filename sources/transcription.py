"""Transcription of Cyrillic names into German, as the press writes them."""

from __future__ import annotations

VOWELS = "аеёиоуыэюяіїє"
SIBILANTS = "жчшщ"
COMMON = {
    "а": "a", "б": "b", "в": "w", "г": "g", "д": "d", "е": "e", "ж": "sch", "з": "s", "и": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "ch", "ц": "z",
    "ч": "tsch", "ш": "sch", "щ": "schtsch", "ь": "", "ю": "ju", "я": "ja", "-": "-", " ": " ", "’": "", "ʼ": "",
}  # fmt: skip
LETTERS = {
    "ru": COMMON | {"ё": "jo", "й": "i", "ъ": "", "ы": "y", "э": "e"},
    "uk": COMMON | {"г": "h", "ґ": "g", "є": "je", "и": "y", "й": "j", "і": "i", "ї": "ji"},
    "bg": COMMON | {"й": "i", "щ": "scht", "ъ": "a"},
}
"""Language -> letter -> letters, apart from what depends on the neighbours."""


def german(name: str, language: str) -> str | None:
    """A Cyrillic name in German: Львів (uk) -> Lwiw, Рязань (ru) -> Rjasan; null if a letter is not of the language."""
    lower = name.lower().replace("ий", "и") if language == "ru" else name.lower()
    lower = lower.replace("ый", "ы") if language == "ru" else lower
    written = []
    for at, letter in enumerate(lower):
        if letter not in LETTERS[language]:
            return None
        before = lower[at - 1] if at else " "
        after = lower[at + 1 : at + 2] or " "
        written.append(_letters(letter, before, after, language))
    parts = "".join(written).split(" ")
    return " ".join("-".join(piece.capitalize() for piece in part.split("-")) for part in parts)


def _letters(letter: str, before: str, after: str, language: str) -> str:
    if letter == "с" and before in VOWELS and after in VOWELS:
        return "ss"
    if language == "ru":
        for is_met, written in (
            (letter == "е" and before in VOWELS + "ьъ -", "je"),
            (letter == "ё" and before in SIBILANTS, "o"),
            (letter == "к" and after == "с", "x"),
            (letter == "с" and before == "к", ""),
            (letter in "ио" and before == "ь", "j" + LETTERS["ru"][letter]),
        ):
            if is_met:
                return written
    return LETTERS[language][letter]
