"""A small source folder of invented articles for the tests of the pipeline."""

from __future__ import annotations

from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "data" / "sample"

FOOTER = "Mehr Nachrichten im Velener Boten täglich"
"""Without a sentence's end and in no list of patterns: boilerplate only because it recurs."""

TOPICS = ["Hafen", "Fähre", "Schule", "Brücke", "Mühle", "Werft", "Bahnhof", "Markt", "Turm", "Garten"]


def name_of(number: int, suffix: str = "") -> str:
    """A file name in the users' scheme."""
    return f"{number:03}_{number:016x}{suffix}.txt"


def text_of(number: int, footer: str | None = None) -> str:
    """An article that no other resembles."""
    topic = TOPICS[number % len(TOPICS)]
    body = (
        f" date 2023-05 Der Stadtrat von Ort {number} hat am Montag über {topic} Nummer {number * 7} beraten.\n\n"
        f"Bürgermeisterin Vera Lund{number} forderte von der Ukraine {number + 3} neue Boote und lobte {topic}.\n\n"
        f"Präsident Arne Holt{number} warf Dänemark vor, {number * 11} Kisten zu spät geliefert zu haben."
    )
    return f"{body}\n\n{footer}" if footer else body


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write a source folder: file name -> text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
