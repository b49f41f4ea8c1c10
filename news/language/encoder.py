"""The spaCy component that runs the network over a text and writes parse, word classes, lemmas and names."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    HEAD,
    IS_SPACE,
    LEMMA,
    MORPH,
    POS,
    SENT_START,
)
from spacy.language import Language
from spacy.symbols import IDS  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span

from news.language.capitals import mixed_case
from news.language.embeddings import unpack_rows
from news.language.lemmas import lemma
from news.language.names import Name, find_names, last_word
from news.language.onnx import onnxruntime
from news.language.packing import ROW_PIECES, Cut, pack, piece_count, rows_of
from news.language.pieces import Pieces
from news.language.tree import tree_heads

NETWORK, PIECES, INVENTORY, WORTH = "network.onnx", "pieces.npz", "inventory.json", "transitions.npy"
INPUTS = ("positions", "sentence", "first", "last")
NOT_FEATURES = ("names", "relations", "upos", "lemma")

if not Span.has_extension("score"):
    Span.set_extension("score", default=None)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the network says of the words of one sentence; indexes into the inventory's lists."""

    heads: NDArray[np.int64]
    """Head of each word by its place in the sentence, from 0; -1 for the root."""
    relations: NDArray[np.int64]
    classes: dict[str, NDArray[np.int64]]
    names: list[Name]


@Language.factory("depesche_encoder")
class Encoder:
    """Sentences, ``pos``, ``morph``, ``lemma``, ``dep`` and ``head``, ``ents`` with ``._.score``.

    A text is read by itself, in rows of at most ``ROW_PIECES`` pieces, so that no result depends on other texts.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.vocab = nlp.vocab
        self.folder: Path | None = None
        self.inventory: dict[str, list[str]] = {}
        self._morphs: dict[bytes, int] = {}

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Load network, pieces, inventory and the worth of transitions between labels of names from a folder."""
        self.folder = Path(path)
        self.inventory = json.loads((self.folder / INVENTORY).read_text(encoding="utf-8"))
        self._worth = np.load(self.folder / WORTH)
        with np.load(self.folder / PIECES) as arrays:
            names = bytes(arrays["pieces"]).decode().split("\n")
            self._pieces = Pieces(names, arrays["scores"])
            self._embeddings = arrays["words"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(self.folder / NETWORK), options, providers=["CPUExecutionProvider"]
        )
        strings = self.vocab.strings
        self._relations = np.array([strings.add(r) for r in self.inventory["relations"]], np.uint64)
        self._classes = np.array([IDS[upos] for upos in self.inventory["upos"]], np.uint64)
        self._groups = [k for k in self.inventory if k not in ("names", "relations")]
        self._features = [k for k in self.inventory if k not in NOT_FEATURES]
        self._morphs.clear()
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the files that were loaded."""
        if self.folder is None:
            raise ValueError("the component has no network yet; call from_disk first")
        Path(path).mkdir(parents=True, exist_ok=True)
        for name in (NETWORK, PIECES, INVENTORY, WORTH):
            if (self.folder / name).resolve() != (Path(path) / name).resolve():
                shutil.copyfile(self.folder / name, Path(path) / name)

    def __call__(self, doc: Doc) -> Doc:
        """Read a text whose sentences are marked; a sentence longer than a row is read in parts."""
        words = _words(doc)
        members, cuts = self._sentences(doc, words)
        if not cuts:
            return doc
        annotations = np.zeros((len(doc), 5), np.uint64)
        heads = np.zeros(len(doc), np.int64)
        spans = []
        for row in rows_of([piece_count(cut) for cut in cuts]):
            for index, parsed in zip(row, self._read([cuts[i] for i in row]), strict=True):
                tokens = np.array(members[index])
                self._annotate(annotations, heads, words, tokens, parsed)
                sentence = [words[token] for token in members[index]]
                for name in parsed.names:
                    last = int(tokens[last_word(name, sentence)])
                    spans.append((int(tokens[name.start]), last + 1, name.label, name.score))
        _attach_spaces(doc, heads, annotations)
        annotations[:, 0] = heads.view(np.uint64)
        doc.from_array([HEAD, DEP, POS, MORPH, LEMMA], annotations)  # type: ignore[arg-type]
        set_names(doc, spans)
        return doc

    def _sentences(self, doc: Doc, words: Sequence[str]) -> tuple[list[list[int]], list[Cut]]:
        """Tokens of each sentence, spaces left out, and their pieces."""
        marks = doc.to_array([IS_SPACE, SENT_START])
        members: list[list[int]] = []
        cuts: list[list[tuple[int, ...]]] = []
        size = ROW_PIECES
        for index, (is_space, start) in enumerate(marks.tolist()):
            if is_space:
                continue
            rows = self._pieces.cut(words[index])
            if start == 1 or size + len(rows) > ROW_PIECES:
                members.append([])
                cuts.append([])
                size = 2
            members[-1].append(index)
            cuts[-1].append(rows)
            size += len(rows)
        return members, list(cuts)

    def _read(self, cuts: Sequence[Cut]) -> list[Parsed]:
        """Run the network over one row of sentences."""
        packed = pack(cuts)
        inputs: dict[str, Any] = {name: getattr(packed, name) for name in INPUTS}
        embedded = unpack_rows(self._embeddings[packed.pieces.ravel()])
        inputs["embedded"] = embedded.reshape(*packed.pieces.shape, -1)
        names, classes, arcs, dependent, governor = (o[0] for o in self._session.run(None, inputs))
        labels = self.inventory["names"]
        scores = [names[root + 1 : root + 1 + count] for _, root, count in packed.places]
        chosen = self._choose(classes)
        return [
            self._parsed(place, found, chosen, arcs, dependent, governor)
            for place, found in zip(packed.places, find_names(scores, labels, self._worth), strict=True)
        ]

    def _choose(self, classes: NDArray[np.float32]) -> dict[str, NDArray[np.int64]]:
        chosen, start = {}, 0
        for group in self._groups:
            end = start + len(self.inventory[group])
            chosen[group] = classes[:, start:end].argmax(axis=-1)
            start = end
        return chosen

    def _parsed(
        self,
        place: tuple[int, int, int],
        names: list[Name],
        chosen: dict[str, NDArray[np.int64]],
        arcs: NDArray[np.float32],
        dependent: NDArray[np.float32],
        governor: NDArray[np.float32],
    ) -> Parsed:
        _, root, count = place
        words = slice(root + 1, root + 1 + count)
        whole = slice(root, root + 1 + count)
        heads = tree_heads(arcs[whole, whole])[1:]
        sides = dependent[words].reshape(count, len(self._relations), -1)
        scores = (sides @ governor[root + heads][:, :, None])[:, :, 0]
        classes = {group: values[words] for group, values in chosen.items()}
        return Parsed(heads - 1, scores.argmax(axis=-1), classes, names)

    def _annotate(
        self,
        annotations: NDArray[np.uint64],
        heads: NDArray[np.int64],
        words: Sequence[str],
        tokens: NDArray[np.int64],
        parsed: Parsed,
    ) -> None:
        is_root = parsed.heads < 0
        heads[tokens] = np.where(is_root, 0, tokens[parsed.heads] - tokens)
        annotations[tokens, 1] = self._relations[parsed.relations]
        annotations[tokens[is_root], 1] = self.vocab.strings.add("root")
        annotations[tokens, 2] = self._classes[parsed.classes["upos"]]
        features = np.stack([parsed.classes[f] for f in self._features], axis=-1).astype(np.uint8)
        annotations[tokens, 3] = [self._morph(values) for values in features]
        upos, rules = self.inventory["upos"], self.inventory["lemma"]
        for token, pos, rule in zip(tokens, parsed.classes["upos"], parsed.classes["lemma"], strict=True):
            annotations[token, 4] = self.vocab.strings.add(lemma(words[token], upos[pos], rules[rule]))

    def _morph(self, values: NDArray[np.uint8]) -> int:
        key = values.tobytes()
        if key not in self._morphs:
            pairs = [(f, self.inventory[f][v]) for f, v in zip(self._features, values, strict=True)]
            self._morphs[key] = self.vocab.morphology.add("|".join(f"{f}={v}" for f, v in pairs if v))
        return self._morphs[key]


def _words(doc: Doc) -> list[str]:
    """The words as the network reads them: those of a sentence in capitals in mixed case."""
    words = [token.text for token in doc]
    if any(map(str.isupper, words)):
        starts = np.flatnonzero(doc.to_array([SENT_START]) == 1).tolist()
        for start, end in pairwise([*starts, len(words)]):
            words[start:end] = mixed_case(words[start:end])
    return words


def _attach_spaces(doc: Doc, heads: NDArray[np.int64], annotations: NDArray[np.uint64]) -> None:
    """Hang white space on the word before it, or on the first word, so that it opens no sentence."""
    is_space = doc.to_array([IS_SPACE]).astype(bool).ravel()
    word = int((~is_space).argmax())
    for index in range(len(doc)):
        if is_space[index]:
            heads[index] = word - index
            annotations[index, 1] = doc.vocab.strings.add("dep")
            annotations[index, 2] = IDS["SPACE"]
            annotations[index, 4] = doc[index].orth
        else:
            word = index


def set_names(doc: Doc, spans: Iterable[tuple[int, int, str, float | None]]) -> None:
    """Set ``doc.ents`` from (first token, end, label, score)."""
    found = []
    for start, end, label, score in spans:
        span = Span(doc, start, end, label=label)
        span._.score = score
        found.append(span)
    doc.ents = found
