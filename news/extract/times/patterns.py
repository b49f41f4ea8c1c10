"""The rules of rules.tsv, compiled to regular expressions over the codes of pieces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from news.extract.times.lexicon import TIMES, Lexicon, build, holiday_phrases
from news.knowledge import read_rows, split

REFERENCE = re.compile(r"\{(\w+)\}")
CLASS = re.compile(r"[A-Z][A-Z_]+")
FIELD = re.compile(r"(?:([a-z]\w*)=)?(.+?)(\??)", re.DOTALL)
GROUP_NAME = re.compile(r"\(\?P<\w+>")
MARKS = {"[", "]", "(", ")", ")?", "|"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which words of time stand together."""

    name: str
    reading: str
    pattern: re.Pattern[str]
    spans: int
    """How many expressions it gives."""
    fields: tuple[dict[str, tuple[str, tuple[str, ...]]], ...]
    """Per expression: field -> (group of the pattern, classes that its word may be of). A field that can stand in
    two places of the pattern has the second one under the same name with a trailing ``'``."""
    settings: dict[str, str]
    left: str
    """Codes that an expression may take in from its left."""
    before: frozenset[str]
    """Codes one of which must stand in front; empty if any may."""
    not_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules and where to try them."""

    lexicon: Lexicon
    starts: re.Pattern[str]
    """Any code at which a rule can begin."""
    by_start: dict[str, tuple[Rule, ...]]
    any_by_start: dict[str, re.Pattern[str]]
    """What one of the rules with this start matches: most words that can begin a time do not."""


@dataclass(slots=True)
class _Compiler:
    """Turns one pattern into a regular expression, and keeps what else is learned on the way."""

    lexicon: Lexicon
    rule: str
    fields: dict[str, tuple[str, tuple[str, ...]]]
    spans: int = 0
    groups: int = 0

    def compile(self, tokens: list[str]) -> tuple[str, str]:
        """The regular expression of a pattern and the codes with which it can begin."""
        expression, first, can_be_empty = self._sequence(tokens)
        if tokens or can_be_empty:
            raise ValueError(f"rule {self.rule}: unbalanced or empty pattern, left over: {tokens}")
        return expression, first

    def _sequence(self, tokens: list[str]) -> tuple[str, str, bool]:
        """One alternative after the other up to the closing bracket of the group."""
        alternatives, firsts, can_be_empty = [""], "", False
        first, is_open = "", True
        while tokens and not tokens[0].startswith(")"):
            token = tokens.pop(0)
            if token == "|":
                alternatives.append("")
                firsts, can_be_empty, first, is_open = firsts + first, can_be_empty or is_open, "", True
                continue
            part, begins, optional = self._part(token, tokens)
            alternatives[-1] += part
            if is_open:
                first += begins
                is_open = optional
        return "|".join(alternatives), firsts + first, can_be_empty or is_open

    def _part(self, token: str, tokens: list[str]) -> tuple[str, str, bool]:
        if token == "[":
            self.spans += 1
            return f"(?P<s{self.spans}>", "", True
        if token == "]":
            return ")", "", True
        if token == "(":
            inner, first, can_be_empty = self._sequence(tokens)
            closing = tokens.pop(0)
            return f"(?:{inner}){closing[1:]}", first, can_be_empty or closing == ")?"
        if token.startswith("!"):
            return f"(?! ?[{self.codes(token[1:])}])", "", True
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
        return f"(?:{element} ?){optional}", codes, bool(optional)

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
    for row in rows:
        rule, first = _compile(row, lexicon)
        for code in sorted(set(first)):
            by_start[code].append(rule)
    starts = re.compile(f"[{''.join(sorted(by_start))}]")
    return Grammar(
        lexicon,
        starts,
        {code: tuple(rules) for code, rules in by_start.items()},
        {code: _any_of(rules) for code, rules in by_start.items()},
    )


def _any_of(rules: Iterable[Rule]) -> re.Pattern[str]:
    return re.compile("|".join(GROUP_NAME.sub("(?:", rule.pattern.pattern) for rule in rules))


def _words(token: str) -> list[str]:
    found = FIELD.fullmatch(token.removeprefix("!"))
    return found[2].split("|") if found else []


def _literals(row: dict[str, str]) -> set[str]:
    """The words and marks that a rule names as they are written."""
    tokens = [token for token in row["pattern"].split() if token not in MARKS]
    words = [word for token in tokens for word in _words(token)]
    words += split(row["left"].removeprefix("!")) + split(row["before"].removeprefix("!"))
    return {word for word in words if not CLASS.fullmatch(word)}


def _compile(row: dict[str, str], lexicon: Lexicon) -> tuple[Rule, str]:
    compiler = _Compiler(lexicon, row["name"], {})
    expression, first = compiler.compile(row["pattern"].split())
    settings = dict(item.split("=", 1) for item in row["settings"].split(";") if item)
    before = row["before"]
    codes = frozenset(compiler.codes(before.removeprefix("!"))) if before else frozenset()
    return Rule(
        name=row["name"],
        reading=row["reading"],
        pattern=re.compile(expression),
        spans=compiler.spans,
        fields=tuple(_of_span(compiler.fields, span) for span in range(1, compiler.spans + 1)),
        settings=settings,
        left=compiler.codes(row["left"]) if row["left"] else "",
        before=frozenset() if before.startswith("!") else codes,
        not_before=codes if before.startswith("!") else frozenset(),
    ), first


def _of_span(
    fields: dict[str, tuple[str, tuple[str, ...]]], span: int
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The fields of one expression of a rule: those with its number, and those without any."""
    return {
        name.rstrip("'").rstrip("0123456789") + "'" * name.count("'"): source
        for name, source in fields.items()
        if not (digits := "".join(c for c in name if c.isdigit())) or int(digits) == span
    }
