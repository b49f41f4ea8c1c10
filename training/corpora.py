"""Read the corpora: GermEval 2014, Universal NER (PUD), Universal Dependencies, and plain news texts."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

HOLD_OUT_NER = 9
HOLD_OUT_UD = 5
"""Every ninth GermEval sentence and every fifth of GSD are held back from training."""
LABELS = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "OTH": "MISC"}
PUD_LABELS = {"PER", "LOC", "ORG"}


@dataclass
class Word:
    """A syntactic word of a treebank."""

    lemma: str
    upos: str
    morph: dict[str, str]
    head: int
    """Index of the head in the sentence; -1 for the root."""
    relation: str
    """Without subtype."""


@dataclass
class Sentence:
    """Words with what a corpus says of them: names in BIO, or a parse, or both."""

    source: str
    words: list[str]
    names: list[str] | None = None
    parse: list[Word] | None = None
    spaces: list[bool] = field(default_factory=list)
    silver: dict[str, np.ndarray] = field(default_factory=dict)
    """What a teacher says, by head: (words, values) probabilities of names and word classes, else indexes."""
    joins: list[tuple[int, int, str, int]] = field(default_factory=list)
    """Words that running text writes as one (an dem as am): first, end, form, index of the main word."""


def read_germeval(folder: Path) -> list[Sentence]:
    """GermEval 2014, outer layer. Names inside words (part) and of derived words (deriv) are kept as such."""
    found = []
    for path in sorted(folder.glob("germeval2014-*.tsv")):
        for block in _blocks(path):
            rows = [line.split("\t") for line in block if not line.startswith("#\t")]
            names = [_germeval_label(row[2]) for row in rows]
            found.append(Sentence("germeval", [row[1] for row in rows], names))
    return found


def _germeval_label(label: str) -> str:
    if label.endswith("deriv"):
        return "DERIV"
    if label.endswith("part"):
        return "PART"
    return label if label == "O" else f"{label[:2]}{LABELS[label[2:]]}"


def read_uner(folder: Path) -> list[Sentence]:
    """Universal NER German PUD: persons, places, organisations."""
    found = []
    for block in _blocks(folder / "uner-german-pud.iob2"):
        rows = [line.split("\t") for line in block if not line.startswith("# ")]
        names = [row[2] if row[2][2:] in PUD_LABELS else "O" for row in rows]
        found.append(Sentence("pud", [row[1] for row in rows], names))
    return found


def read_conllu(folder: Path) -> list[Sentence]:
    """GSD and PUD."""
    found = []
    for path in sorted(folder.glob("*.conllu")):
        source = "pud" if "pud" in path.name else "gsd"
        for block in _blocks(path):
            found.append(_parsed(source, [line.split("\t") for line in block if not line.startswith("# ")]))
    return found


def _parsed(source: str, rows: list[list[str]]) -> Sentence:
    words = [row for row in rows if row[0].isdigit()]
    ranges = [(*map(int, row[0].split("-")), row[1], row[9]) for row in rows if "-" in row[0]]
    parse = [Word(row[2], row[3], _features(row[5]), int(row[6]) - 1, row[7].split(":")[0]) for row in words]
    spaces = ["SpaceAfter=No" not in row[9] for row in words]
    for first, last, _, misc in ranges:
        for inner in range(first - 1, last):
            spaces[inner] = inner < last - 1 or "SpaceAfter=No" not in misc
    sentence = Sentence(source, [row[1] for row in words], None, parse, spaces)
    sentence.joins = [(first - 1, last, form, first - 1) for first, last, form, _ in ranges]
    sentence.joins += _hyphenated(sentence)
    return sentence


def _hyphenated(sentence: Sentence) -> list[tuple[int, int, str, int]]:
    """Words around hyphens without spaces (PUD cuts them up): one word, which hangs where its last part does."""
    found, i, words = [], 0, sentence.words
    while i < len(words):
        last = i
        while (
            last + 2 < len(words)
            and words[last + 1] == "-"
            and not sentence.spaces[last]
            and not sentence.spaces[last + 1]
        ):
            last += 2
        if last > i:
            found.append((i, last + 1, "".join(words[i : last + 1]), last))
        i = last + 1
    return found


def _features(cell: str) -> dict[str, str]:
    return {} if cell == "_" else dict(pair.split("=", 1) for pair in cell.split("|"))


def contracted(sentence: Sentence) -> Sentence:
    """The sentence with each of its joins in one word; what hung on the parts hangs on the whole."""
    assert sentence.parse
    starts = {join[0]: join for join in sentence.joins}
    new_index, chosen, words, names = [], [], [], []
    i = 0
    while i < len(sentence.words):
        first, end, form, main = starts.get(i, (i, i + 1, sentence.words[i], i))
        new_index += [len(chosen)] * (end - first)
        chosen.append((main, end - 1))
        words.append(form)
        if sentence.names:
            names.append(_joined_name(sentence.names[first:end], sentence.names[main]))
        i = end
    parse = []
    for main, _ in chosen:
        word = sentence.parse[main]
        head = new_index[word.head] if word.head >= 0 else -1
        parse.append(Word(word.lemma, word.upos, word.morph, head, word.relation))
    spaces = [sentence.spaces[last] for _, last in chosen]
    return Sentence(sentence.source, words, names or None, parse, spaces)


def _joined_name(parts: list[str], main: str) -> str:
    if len(parts) == 1:
        return main
    if main == "O":
        return "PART" if any(part != "O" for part in parts) else "O"
    return parts[0] if parts[0][2:] == main[2:] else f"B-{main[2:]}"


def name_spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Start, end and label of the names in BIO labels."""
    spans, start = [], None
    for at, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I-"):
            spans.append((start, at, labels[start][2:]))
            start = None
        if label.startswith("B-"):
            start = at
    return spans


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def split(sentences: list[Sentence], fold: int = 0) -> tuple[list[Sentence], list[Sentence]]:
    """Training and held-back sentences; the same ones in each run, others in each of nine folds."""
    training, held_back = [], []
    counts: dict[str, int] = {}
    steps = {"germeval": HOLD_OUT_NER, "gsd": HOLD_OUT_UD}
    for sentence in sentences:
        number = counts[sentence.source] = counts.get(sentence.source, 0) + 1
        step = steps.get(sentence.source)
        (held_back if step and number % step == fold % step else training).append(sentence)
    return training, held_back


def join_annotations(parsed: list[Sentence], named: list[Sentence]) -> list[Sentence]:
    """Put the names of Universal NER on the parsed PUD sentences of the same words."""
    names = {tuple(s.words): s.names for s in named}
    for sentence in parsed:
        sentence.names = names.pop(tuple(sentence.words), None)
    return parsed


def read_news(archive: Path) -> Iterator[str]:
    """The texts of a tar archive of .txt files."""
    with tarfile.open(archive) as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.name.endswith(".txt") else None
            if handle:
                yield handle.read().decode("utf-8", errors="replace")


def rough_words(text: str) -> list[str]:
    """Words and runs of punctuation."""
    return re.findall(r"\w+(?:[-’'.]\w+)*|[^\w\s]", text)
