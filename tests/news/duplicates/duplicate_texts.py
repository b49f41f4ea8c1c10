"""Articles written for the tests of the duplicate search (all invented), and how copies of them differ."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

_FILE = Path(__file__).parent / "articles.txt"
_TEXTS = {
    name: text.strip()
    for name, text in (part.split("\n", 1) for part in _FILE.read_text(encoding="utf-8").split("\n== ")[1:])
}
QUOTE = _TEXTS.pop("quotation")
"""What a lobbyist said, in three sentences."""
BACKGROUND = _TEXTS.pop("background")
"""A paragraph of 70 words that explains a region."""
SAME_EVENT = (_TEXTS["Waldbrand"], _TEXTS.pop("Waldbrand in other words"))
"""Two reports of one event, each in its own words."""
ARTICLES = _TEXTS
"""Topic -> article of about 200 words in five paragraphs."""

LEADS = (
    "Lange wurde darüber gestritten, nun ist die Sache vom Tisch. Was das heißt, fassen wir zusammen.",
    "Eine Nachricht, mit der am Wochenanfang kaum jemand gerechnet hatte, sorgt in der Gegend für Gesprächsstoff.",
    "Manche jubeln, andere schütteln den Kopf: Die jüngste Entwicklung lässt offenbar niemanden kalt.",
)
TAILS = (
    "Wie es danach weitergeht, ist ungewiss. Beobachter rechnen frühestens in einigen Monaten mit Klarheit.",
    "Unser Reporter bleibt an dem Thema dran und berichtet in der Wochenendausgabe ausführlich über die Hintergründe.",
)
CREDITS = ("(dpa)", "(AFP/red)", "Quelle: Reuters", "mit Material von epd")
BOILERPLATE = (
    "Lesen Sie auch: Die schönsten Ausflugsziele für das lange Wochenende",
    "Melden Sie sich für unseren kostenlosen Morgenbrief an und erfahren Sie vor allen anderen, was wichtig wird.",
)
FILLERS = ("jedoch", "wohl", "freilich", "dabei", "eben", "offenbar", "nunmehr", "ebenfalls", "immerhin")

SENTENCE_END = re.compile(r"(?<=[.“]) (?=[A-ZÄÖÜ„])")


def paragraphs(text: str) -> list[list[str]]:
    """The sentences of each paragraph."""
    return [SENTENCE_END.split(p) for p in text.split("\n\n")]


def join(parts: list[list[str]]) -> str:
    return "\n\n".join(" ".join(p) for p in parts if p)


def other_lead(text: str, rng: random.Random) -> str:
    first, *rest = paragraphs(text)
    return join([[rng.choice(LEADS), *first[1:]], *rest])


def other_tail(text: str, rng: random.Random) -> str:
    *rest, last = paragraphs(text)
    return join([*rest, [*last[:-1], rng.choice(TAILS)]])


def sentences_dropped(text: str, rng: random.Random) -> str:
    parts = paragraphs(text)
    all_ = [(p, s) for p, sentences in enumerate(parts) for s in range(len(sentences))]
    dropped = set(rng.sample(all_, round(0.3 * len(all_))))
    return join([[s for n, s in enumerate(ss) if (p, n) not in dropped] for p, ss in enumerate(parts)])


def other_credits(text: str, rng: random.Random) -> str:
    return f"{text}\n\n{rng.choice(CREDITS)}"


def boilerplate_added(text: str, rng: random.Random) -> str:
    parts = text.split("\n\n")
    for line in BOILERPLATE:
        parts.insert(rng.randrange(len(parts) + 1), line)
    return "\n\n".join(parts)


def words_changed(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    for n in rng.sample(range(len(words)), len(words) // 20):
        words[n] = rng.choice(FILLERS)
    return " ".join(words)


def laid_out_anew(text: str, rng: random.Random) -> str:
    swapped = text.replace("„", '"').replace("“", '"').replace("ß", "ss").replace("\n\n", "\n")
    return swapped.upper() if rng.random() < 0.5 else swapped


def wire_copy(text: str, rng: random.Random, cuts: int = 3) -> str:
    """What newspapers do to agency reports, all at once: lead, tail, credits, cuts (of fourteen sentences)."""
    parts = paragraphs(other_credits(other_tail(other_lead(text, rng), rng), rng))
    inner = [(p, s) for p in range(1, len(parts) - 2) for s in range(len(parts[p]))]
    dropped = set(rng.sample(inner, cuts))
    return join([[s for n, s in enumerate(ss) if (p, n) not in dropped] for p, ss in enumerate(parts)])


COPIES: dict[str, Callable[[str, random.Random], str]] = {
    f.__name__: f
    for f in (
        other_lead,
        other_tail,
        sentences_dropped,
        other_credits,
        boilerplate_added,
        words_changed,
        laid_out_anew,
        wire_copy,
    )
}
"""Each makes a copy of an article that is one beyond doubt."""


def teaser(text: str) -> str:
    """The first two paragraphs."""
    return "\n\n".join(text.split("\n\n")[:2])


def long_article(text: str) -> str:
    """The article with so much behind it that a teaser of it is an excerpt: three times its length."""
    others = [a for a in ARTICLES.values() if a != text]
    return "\n\n".join([text, *others[0].split("\n\n")[1:], *others[1].split("\n\n")[1:]])


def _weather(day: str, sky: str, low: int) -> str:
    return (
        f"Am {day} zeigt sich der Himmel über der Küste {sky}. Die Höchstwerte liegen zwischen {low} Grad auf den "
        f"Inseln und {low + 5} Grad im Binnenland, dazu weht ein mäßiger Wind aus westlichen Richtungen mit Böen bis "
        f"{40 + low} Kilometern in der Stunde. In der Nacht gehen die Temperaturen auf {low - 6} bis {low - 9} Grad "
        f"zurück, in Bodennähe werden {low - 12} Grad erwartet. Die Wassertemperatur beträgt {low - 4} Grad. "
        f"Hochwasser ist um {low % 12}.{low + 17} Uhr und um {12 + low % 12}.{low + 31} Uhr."
    )


def _market(change: float, points: int, names: tuple[str, str]) -> str:
    return (
        f"Der Leitindex hat am Nachmittag {change} Prozent auf {points} Punkte zugelegt. Der Index der mittleren "
        f"Werte gewann {change + 0.4:.1f} Prozent auf {2 * points + 311} Zähler, für den Euroraum ging es um "
        f"{change + 0.9:.1f} Prozent auf {points // 3} Punkte nach oben. Größter Gewinner waren die Aktien von "
        f"{names[0]} mit einem Aufschlag von {change + 3.3:.1f} Prozent auf {points // 171} Euro. Am Ende "
        f"standen die Papiere von {names[1]}, die {change + 1.7:.1f} % auf {points // 94} Euro verloren. Der Euro "
        f"kostete zuletzt 1,0{points % 97:02d} Dollar, ein Barrel Öl {points // 160},{points % 89:02d} Dollar. "
        f"Die Umlaufrendite fiel auf 2,{points % 83:02d} Prozent."
    )


def _cases(day: str, new: int, before: int, dead: int, rate: float) -> str:
    return (
        f"Die Gesundheitsämter haben dem Institut binnen eines Tages {new} neue Ansteckungen gemeldet. Vor genau einer "
        f"Woche waren es {before} gewesen. Deutschlandweit wurden den Angaben zufolge innerhalb von 24 Stunden {dead} "
        f"Todesfälle verzeichnet, eine Woche zuvor {dead + 17}. Die Zahl der Ansteckungen je 100.000 Einwohner binnen "
        f"sieben Tagen gab das Institut am {day} mit {rate} an, am Vortag hatte der Wert bei {rate + 4.1:.1f} gelegen. "
        f"Bei den Zahlen ist zu beachten, dass einzelne Länder nicht jeden Tag Daten übermitteln und dass sonntags "
        f"weniger getestet wird. Die Zahl der Genesenen gab das Institut mit {new * 91} an."
    )


MOULDS = {
    "weather": (_weather("Montag", "meist freundlich", 17), _weather("Donnerstag", "wechselnd bewölkt", 22)),
    "market": (
        _market(0.7, 15231, ("Nordstahl", "Hansebank")),
        _market(1.3, 14876, ("Elbchemie", "Rheinkabel")),
    ),
    "cases": (
        _cases("Mittwoch", 12433, 11702, 88, 211.3),
        _cases("Samstag", 9871, 10345, 61, 187.9),
    ),
    "draw": (
        "Bei der Ziehung am Mittwoch wurden die Zahlen 3, 11, 17, 28, 36 und 44 gezogen, die Superzahl ist die 7. Im "
        "Spiel 77 lautet die Gewinnzahl 4830217. Im Jackpot liegen in der nächsten Runde voraussichtlich 9 Millionen "
        "Euro. Alle Angaben sind ohne Gewähr, maßgeblich ist die Bekanntmachung der Lottogesellschaften.",
        "Bei der Ziehung am Samstag wurden die Zahlen 5, 12, 19, 23, 31 und 40 gezogen, die Superzahl ist die 2. Im "
        "Spiel 77 lautet die Gewinnzahl 9147735. Im Jackpot liegen in der nächsten Runde voraussichtlich 14 Millionen "
        "Euro. Alle Angaben sind ohne Gewähr, maßgeblich ist die Bekanntmachung der Lottogesellschaften.",
    ),
}
"""Two texts from one mould each: the same sentences, other facts."""
