"""A text of five million characters is read in one piece, within bounds of memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

MOST_MEGABYTES = 1500
READ = """
import resource
from news.language import load

paragraph = (
    "Ministerin Selma Orvik reiste am {0}. Mai nach Brakow{0}. Dort sprach Orvik mit Jonas Halm{0} über den Hafen, "
    "die Fähre und 3,5 Mio. Euro. „Wir reden weiter“, sagte sie der Zeitung »Nordblick«.\\n\\n"
)
text = "".join(paragraph.format(n) for n in range(5_000_000 // 205))
doc = load("fast")(text)
assert doc.text == text
print(len(text), sum(1 for _ in doc.sents), len(doc.ents), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
def test_five_megabytes() -> None:
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True)
    characters, sentences, names, megabytes = map(int, done.stdout.split())
    assert characters > 4_800_000
    assert sentences > 60_000
    assert names > 60_000
    assert megabytes < MOST_MEGABYTES
