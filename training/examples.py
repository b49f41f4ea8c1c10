"""Turn sentences into batches of packed rows with the targets of every head."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from news.language.packing import ROW_PIECES, Cut, pack, piece_count
from news.language.pieces import UNKNOWN, Pieces
from training.corpora import Sentence, contracted, name_spans
from training.network import SOURCES

NONE = -100
OPEN = -2
"""Target of a word that Universal NER marks as no name: it may be one that it does not annotate."""
FEATURES = [
    *("Case", "Gender", "Number", "Person", "Tense", "Mood", "VerbForm"),
    *("Degree", "PronType", "Definite", "Poss", "Reflex", "NumType"),
]
NAMES = ["O", "DERIV", "PART", *(f"{p}-{t}" for t in ("PER", "LOC", "ORG", "MISC") for p in "BI")]
UNANNOTATED = ["O", "DERIV", "PART", "B-MISC", "I-MISC"]
RARE = 2
TRAINING_ROW = 128
"""Shorter rows than at run time: most sentences fit, and attention costs half."""
SHORT = 45
JOINED = 0.5
"""Share of treebank sentences whose contractions are read in one word, as running text has them."""
SHOUTED = 0.03
"""Share of training sentences in capitals."""


def lemma_rule(form: str, lemma: str) -> str:
    """How a form becomes its lemma, as ``news.language.lemmas.apply_rule`` reads it."""
    if form == lemma:
        return "="
    case = ""
    if form[:1] != lemma[:1] and form[:1].lower() == lemma[:1].lower():
        case = "l" if lemma[:1].islower() else "u"
        form = (form[:1].lower() if case == "l" else form[:1].upper()) + form[1:]
    prefix = ""
    if form.startswith("ge") and not lemma.startswith("ge"):
        prefix, form = "g", form[2:]
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{case}{prefix}{len(form) - same}+{lemma[same:]}"


def inventory_of(sentences: Sequence[Sentence]) -> dict[str, list[str]]:
    """The values that each head chooses from, as the training sentences have them."""
    counts: dict[str, Counter[str]] = {k: Counter() for k in ["upos", "lemma", *FEATURES, "relations"]}
    for sentence in sentences:
        for form, word in zip(sentence.words, sentence.parse or [], strict=False):
            counts["upos"][word.upos] += 1
            counts["relations"][word.relation] += 1
            counts["lemma"][lemma_rule(form, word.lemma)] += 1
            for feature in FEATURES:
                counts[feature][word.morph.get(feature, "")] += 1
    values = {k: sorted(v for v, n in c.items() if n >= RARE) for k, c in counts.items()}
    return {"names": NAMES, **values}


class Batch:
    """Packed rows as tensors, and targets: words x heads, NONE where a sentence does not say."""

    def __init__(self, cuts: Sequence[Cut], sources: Sequence[str], targets: Sequence[dict]) -> None:
        packed = pack(cuts, max(TRAINING_ROW, *map(piece_count, cuts), 0))
        self.places = packed.places
        self.pieces = torch.from_numpy(packed.pieces)
        self.positions = torch.from_numpy(packed.positions)
        self.sentence = torch.from_numpy(packed.sentence)
        self.first, self.last = torch.from_numpy(packed.first), torch.from_numpy(packed.last)
        self.word_sentence = torch.from_numpy(packed.word_sentence)
        shape = packed.first.shape
        self.source = torch.zeros(shape, dtype=torch.int64)
        self.targets: dict[str, Tensor] = {}
        self.soft: dict[str, Tensor] = {}
        """Probabilities by head, (rows, words, values), nought where no teacher says any."""
        for (row, root, count), source, target in zip(packed.places, sources, targets, strict=True):
            self.source[row, root : root + count + 1] = SOURCES.index(source)
            for head, values in target.items():
                if np.ndim(values) > 1:
                    soft = self.soft.setdefault(head, torch.zeros((*shape, values.shape[1])))
                    soft[row, root + 1 : root + 1 + count] = torch.from_numpy(values.astype(np.float32))
                    continue
                if head not in self.targets:
                    self.targets[head] = torch.full(shape, NONE)
                shift = root if head == "heads" else 0
                self.targets[head][row, root + 1 : root + 1 + count] = (
                    torch.as_tensor(np.asarray(values, np.int64)) + shift
                )

    def embedded(self, table: Tensor) -> Tensor:
        """The word embeddings of the pieces."""
        return table[self.pieces]


def targets_of(sentence: Sentence, inventory: dict[str, list[str]], rows: dict[str, dict[str, int]]) -> dict:
    """Numbers of the right values by head; heads of words as places in the row, the root being 0."""
    found: dict[str, list[int] | np.ndarray] = dict(sentence.silver)
    if sentence.names:
        known = rows["names"]
        is_open = sentence.source == "pud"
        found["names"] = [OPEN if is_open and n == "O" else known[n] for n in sentence.names]
    if sentence.parse:
        pairs = list(zip(sentence.words, sentence.parse, strict=True))
        found["upos"] = [rows["upos"].get(w.upos, NONE) for _, w in pairs]
        found["lemma"] = [rows["lemma"].get(lemma_rule(f, w.lemma), NONE) for f, w in pairs]
        for feature in FEATURES:
            found[feature] = [rows[feature].get(w.morph.get(feature, ""), NONE) for _, w in pairs]
        found["heads"] = [w.head + 1 for _, w in pairs]
        found["relations"] = [rows["relations"].get(w.relation, NONE) for _, w in pairs]
    return found


def mentions_of(sentences: Sequence[Sentence]) -> dict[str, list[list[str]]]:
    """The different names of each label, in a fixed order."""
    found = {
        (label, tuple(s.words[start:end]))
        for s in sentences
        for start, end, label in name_spans(s.names or [])
    }
    mentions: dict[str, list[list[str]]] = {}
    for label, words in sorted(found):
        mentions.setdefault(label, []).append(list(words))
    return mentions


def renamed(
    sentence: Sentence, mentions: dict[str, list[list[str]]], chance: random.Random, share: float
) -> Sentence:
    """The sentence with some of its names replaced, so that the context counts and not the name alone."""
    words, names, at = [], [], 0
    for start, end, label in name_spans(sentence.names or []):
        words += sentence.words[at:start]
        names += sentence.names[at:start]
        other = chance.choice(mentions[label]) if chance.random() < share else sentence.words[start:end]
        if other[-1].endswith("s") != sentence.words[end - 1].endswith("s"):
            other = sentence.words[start:end]
        words += other
        names += [f"B-{label}"] + [f"I-{label}"] * (len(other) - 1)
        at = end
    return Sentence(sentence.source, words + sentence.words[at:], names + sentence.names[at:])


def batches(
    sentences: Sequence[Sentence],
    inventory: dict[str, list[str]],
    pieces: Pieces,
    budget: int,
    chance: random.Random | None,
    hidden: float = 0.0,
    renaming: float = 0.0,
) -> Iterator[Batch]:
    """Batches of about ``budget`` pieces; with ``chance``, shuffled and varied for training.

    ``hidden`` is the share of words that the network must do without, ``renaming`` the share of names that another
    one of the same label replaces, where no parse would have to follow.
    """
    rows = {head: {v: i for i, v in enumerate(values)} for head, values in inventory.items()}
    mentions = mentions_of(sentences) if chance else {}
    order = list(range(len(sentences)))
    if chance:
        order += [i for i, s in enumerate(sentences) if s.parse and len(s.words) < SHORT]
        chance.shuffle(order)
    cuts, sources, targets, filled = [], [], [], 0
    for index in order:
        sentence = sentences[index]
        if chance and sentence.joins and chance.random() < JOINED:
            sentence = contracted(sentence)
        if chance and renaming and sentence.names and not sentence.parse:
            sentence = renamed(sentence, mentions, chance, renaming)
        words = sentence.words
        if chance and chance.random() < SHOUTED:
            words = [word.upper() for word in words]
        cut = [pieces.cut(word) for word in words]
        if chance and hidden:
            cut = [(UNKNOWN,) if chance.random() < hidden else rows for rows in cut]
        count = piece_count(cut)
        if count > ROW_PIECES:
            continue
        if filled + count > budget and cuts:
            yield Batch(cuts, sources, targets)
            cuts, sources, targets, filled = [], [], [], 0
        cuts.append(cut)
        sources.append(sentence.source)
        targets.append(targets_of(sentence, inventory, rows))
        filled += count
    if cuts:
        yield Batch(cuts, sources, targets)


def read_pieces(path: str) -> Pieces:
    """The vocabulary of encoder.npz."""
    arrays = np.load(path)
    return Pieces(bytes(arrays["pieces"]).decode().split("\n"), arrays["scores"])
