"""The rules of rules.tsv, compiled to regular expressions over the codes of pieces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from news.extract.times.lexicon import MOST_CODES, SPACE, TIMES, Lexicon, build, holiday_phrases
from news.extract.times.pieces import ChunkCodes
from news.knowledge import read_rows, split

REFERENCE = re.compile(r"\{(\w+)\}")
CLASS = re.compile(r"[A-Z][A-Z_]+")
FIELD = re.compile(r"(?:([a-z]\w*)=)?(.+?)(\??)", re.DOTALL)
DIGITS = "0123456789"
MARKS = {"[", "]", "(", ")", ")?", "|"}


Heads = frozenset[tuple[str, ...]]
"""The codes of the first and second piece of all that a pattern matches; one or none of what is so short."""
NOTHING: Heads = frozenset({()})


@dataclass(frozen=True, slots=True)
class Field:
    """A word that an expression keeps."""

    name: str
    group: int
    """Where it stands in the pattern. A field that can stand in two places is there twice."""
    classes: tuple[str, ...]
    """What its word may be."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which words of time stand together."""

    name: str
    number: int
    """Which of all rules it is; several may bear one name."""
    reading: str
    pattern: re.Pattern[str]
    spans: int
    """How many expressions it gives."""
    fields: tuple[tuple[Field, ...], ...]
    """Per expression."""
    settings: tuple[dict[str, str], ...]
    """Per expression: fields that the pattern does not give."""
    left: str
    """Codes that an expression may take in from its left."""
    before: frozenset[str]
    """Codes one of which must stand in front; empty if any may."""
    not_before: frozenset[str]
    heads: Heads
    """With what it can begin."""

    def can_begin(self, first: str, second: str) -> bool:
        """Whether a match can begin with two codes; ``second`` is empty at the end of a text."""
        return any(
            first in head[0] and (len(head) == 1 or (second != "" and second in head[1]))
            for head in self.heads
        )


class RulesAt(dict[str, tuple[Rule, ...]]):
    """The rules that can match where the codes of a text go on so (three of them, since one may be a blank)."""

    def __init__(self, by_start: dict[str, tuple[Rule, ...]]) -> None:
        super().__init__()
        self.by_start = by_start

    def __missing__(self, codes: str) -> tuple[Rule, ...]:
        first, second = codes[0], codes[1:2]
        if second == SPACE:
            second = codes[2:3]
        found = tuple(rule for rule in self.by_start[first] if rule.can_begin(first, second))
        if len(self) < MOST_CODES:
            self[codes] = found
        return found


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules and where to try them."""

    lexicon: Lexicon
    chunks: ChunkCodes
    starts: re.Pattern[str]
    """Any code at which a rule can begin."""
    by_start: dict[str, tuple[Rule, ...]]
    at: RulesAt


@dataclass(slots=True)
class _Compiler:
    """Turns one pattern into a regular expression, and keeps what else is learned on the way."""

    lexicon: Lexicon
    rule: str
    fields: dict[str, tuple[str, tuple[str, ...]]]
    spans: int = 0
    groups: int = 0

    def compile(self, tokens: list[str]) -> tuple[str, Heads]:
        """The regular expression of a pattern and with what it can begin."""
        expression, heads = self._sequence(tokens)
        if tokens or () in heads:
            raise ValueError(f"rule {self.rule}: unbalanced or empty pattern, left over: {tokens}")
        return expression, heads

    def _sequence(self, tokens: list[str]) -> tuple[str, Heads]:
        """One alternative after the other up to the closing bracket of the group."""
        alternatives, heads = [""], [NOTHING]
        while tokens and not tokens[0].startswith(")"):
            token = tokens.pop(0)
            if token == "|":
                alternatives.append("")
                heads.append(NOTHING)
                continue
            part, begins = self._part(token, tokens)
            alternatives[-1] += part
            heads[-1] = frozenset((before + behind)[:2] for before in heads[-1] for behind in begins)
        return "|".join(alternatives), frozenset().union(*heads)

    def _part(self, token: str, tokens: list[str]) -> tuple[str, Heads]:
        if token == "[":
            self.spans += 1
            return f"(?P<s{self.spans}>", NOTHING
        if token == "]":
            return ")", NOTHING
        if token == "(":
            inner, heads = self._sequence(tokens)
            closing = tokens.pop(0)
            return f"(?:{inner}){closing[1:]}", heads | NOTHING if closing == ")?" else heads
        if token.startswith("!"):
            return f"(?! ?[{self.codes(token[1:])}])", NOTHING
        found = FIELD.fullmatch(token)
        if found is None:
            raise ValueError(f"rule {self.rule}: {token!r} is no part of a pattern")
        field, words, optional = found.groups()
        codes = self.codes(words)
        element = f"[{codes}]"
        if field:
            self.groups += 1
            group = f"g{self.groups}"
            while field in self.fields:
                field += "'"
            self.fields[field] = (group, tuple(_class(word) for word in words.split("|")))
            element = f"(?P<{group}>{element})"
        begins = frozenset({(codes,)})
        return f"(?:{element} ?){optional}", begins | NOTHING if optional else begins

    def codes(self, words: str) -> str:
        """The codes of classes and words with "|" between them."""
        found = [self.lexicon.members.get(_class(word), "") for word in words.split("|")]
        if "" in found:
            raise ValueError(f"rule {self.rule}: no word is of class {words.split('|')[found.index('')]!r}")
        return "".join(found)


def _class(word: str) -> str:
    return word if CLASS.fullmatch(word) else f"={word}"


@cache
def grammar() -> Grammar:
    """The rules of this version; ValueError names a broken one."""
    rows = read_rows(TIMES / "rules.tsv")
    pieces = {row["name"]: row["pattern"] for row in rows if row["reading"] == "piece"}
    rows = [row for row in rows if row["reading"] != "piece"]
    for row in rows:
        while REFERENCE.search(row["pattern"]):
            row["pattern"] = REFERENCE.sub(lambda found: pieces[found[1]], row["pattern"])
    for words, days in holiday_phrases():
        pattern = f"[ {' '.join(words)} y=YEAR? ]"
        rows.append(
            {"name": "holiday", "reading": "holiday", "pattern": pattern, "left": "", "before": "",
             "settings": f"h={days}"}
        )  # fmt: skip
    lexicon = build(sorted({word for row in rows for word in _literals(row)}))
    by_start: dict[str, list[Rule]] = defaultdict(list)
    for number, row in enumerate(rows):
        rule = _compile(number, row, lexicon)
        for code in sorted({code for head in rule.heads for code in head[0]}):
            by_start[code].append(rule)
    rules = {code: tuple(rules) for code, rules in by_start.items()}
    starts = re.compile(f"[{''.join(sorted(rules))}]")
    return Grammar(lexicon, ChunkCodes(lexicon.codes), starts, rules, RulesAt(rules))


def _words(token: str) -> list[str]:
    found = FIELD.fullmatch(token.removeprefix("!"))
    return found[2].split("|") if found else []


def _literals(row: dict[str, str]) -> set[str]:
    """The words and marks that a rule names as they are written."""
    tokens = [token for token in row["pattern"].split() if token not in MARKS]
    words = [word for token in tokens for word in _words(token)]
    words += split(row["left"].removeprefix("!")) + split(row["before"].removeprefix("!"))
    return {word for word in words if not CLASS.fullmatch(word)}


def _compile(number: int, row: dict[str, str], lexicon: Lexicon) -> Rule:
    compiler = _Compiler(lexicon, row["name"], {})
    expression, heads = compiler.compile(row["pattern"].split())
    settings = dict(item.split("=", 1) for item in row["settings"].split(";") if item)
    before = row["before"]
    codes = frozenset(compiler.codes(before.removeprefix("!"))) if before else frozenset()
    return Rule(
        name=row["name"],
        number=number,
        reading=row["reading"],
        pattern=(pattern := re.compile(expression)),
        spans=compiler.spans,
        fields=tuple(_of_span(compiler.fields, pattern, span) for span in range(1, compiler.spans + 1)),
        settings=tuple(_settings_of_span(settings, span) for span in range(1, compiler.spans + 1)),
        left=compiler.codes(row["left"]) if row["left"] else "",
        before=frozenset() if before.startswith("!") else codes,
        not_before=codes if before.startswith("!") else frozenset(),
        heads=heads,
    )


def _settings_of_span(settings: Mapping[str, str], span: int) -> dict[str, str]:
    """The settings of one expression of a rule, named without its number."""
    return {name.rstrip(DIGITS): value for name, value in settings.items() if _is_of_span(name, span)}


def _is_of_span(name: str, span: int) -> bool:
    """Whether a field belongs to an expression: those with its number and those without any do."""
    digits = "".join(c for c in name if c.isdigit())
    return not digits or int(digits) == span


def _of_span(
    fields: Mapping[str, tuple[str, tuple[str, ...]]], pattern: re.Pattern[str], span: int
) -> tuple[Field, ...]:
    """The fields of one expression of a rule: those with its number, and those without any."""
    return tuple(
        Field(name.rstrip("'").rstrip(DIGITS), pattern.groupindex[group], classes)
        for name, (group, classes) in fields.items()
        if _is_of_span(name, span)
    )
