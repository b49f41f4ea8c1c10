"""Analyses: what a model said of a text, packed small, so that the model need not say it again.

A model is the cost of coding, and what it says depends on the words and sentences that it is handed, not on the
lexicon and the rules behind it. So it is kept by a digest of just these: new frames, names and offices cost no model
time, and a new abbreviation costs it for the texts whose sentences it changes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar
from zlib import crc32

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    HEAD,
    LEMMA,
    MORPH,
    POS,
    SENT_START,
    TAG,
)
from spacy.language import Language
from spacy.strings import StringStore
from spacy.symbols import IDS  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.vocab import Vocab

from news.knowledge import FOLDER as KNOWLEDGE
from news.language.columns import numbers_of, with_spaces, words_of
from news.language.encoder import NETWORK, Encoder, set_names

T = TypeVar("T")
Component = Callable[[Doc], Doc]

KEPT_ATTRIBUTES: dict[str, int] = {"DEP": DEP, "POS": POS, "TAG": TAG, "MORPH": MORPH, "LEMMA": LEMMA}
"""Annotations of a word that are strings, in the order in which they are packed."""
HEADER = struct.Struct("<IIIB")
"""Checksum and length of the packed content, number of words, which attributes it has."""
HAS_HEADS = 1 << len(KEPT_ATTRIBUTES)
SEPARATOR = "\x1f"
LEVEL = 9
MOST_LEMMAS = 200_000
"""Words whose lemma is kept beside a vocabulary."""
OWN = "depesche_"
ENCODER = "depesche_encoder"


class Analyses(Protocol):
    """A place that keeps packed analyses by their digests. It may forget any of them at any time."""

    def find(self, digests: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Those of the digests that are kept, with their analyses."""
        ...

    def keep(self, analyses: Mapping[bytes, bytes]) -> None:
        """Keep analyses."""
        ...


def read_docs(
    nlp: Language, texts: Iterable[tuple[str, T]], batch_size: int, analyses: Analyses | None = None
) -> Iterator[tuple[Doc, T]]:
    """The engine's reading of each text with what came beside it, in order: what ``nlp.pipe`` gives.

    The model's part is taken from ``analyses`` where it is kept there, and kept there where it is not.
    """
    before, model, after = stages(nlp)
    if analyses is None or not model:
        yield from nlp.pipe(texts, as_tuples=True, batch_size=batch_size)
        return
    remaining = iter(texts)
    while batch := list(islice(remaining, batch_size)):
        docs = [_run(before, nlp.make_doc(text)) for text, _ in batch]
        digests = [input_digest(doc) for doc in docs]
        known = analyses.find(digests)
        found: dict[bytes, bytes] = {}
        for index, digest in enumerate(digests):
            if not unpack(docs[index], known.get(digest)):
                docs[index] = _run(model, docs[index])
                found[digest] = pack(docs[index])
        if found:
            analyses.keep(found)
        for doc, (_, beside) in zip(docs, batch, strict=True):
            yield _run(after, doc), beside


def stages(nlp: Language) -> tuple[list[Component], list[Component], list[Component]]:
    """The components of an engine before, in and behind its model.

    The model is the encoder of our own engines, and of another pipeline all that is not ours. The engine without a
    model has none.
    """
    is_model = [name == ENCODER or not name.startswith(OWN) for name, _ in nlp.pipeline]
    components = [component for _, component in nlp.pipeline]
    if True not in is_model:
        return components, [], []
    first, end = is_model.index(True), len(is_model) - is_model[::-1].index(True)
    return components[:first], components[first:end], components[end:]


def analysis_version(nlp: Language) -> str:
    """By what analyses of an engine are kept apart: its name and version, its weights and the code that runs it."""
    folders = {c.folder for _, c in nlp.pipeline if isinstance(c, Encoder) and c.folder}
    weights = [_file_digest(folder / NETWORK) for folder in sorted(folders)]
    libraries = [version(name) for name in ("spacy", "simplemma", "numpy")]
    meta = f"{nlp.meta['name']}-{nlp.meta['version']}"
    told = "\n".join([meta, _code_digest(), *weights, *libraries])
    return f"{meta}-{blake2b(told.encode(), digest_size=6).hexdigest()}"


@cache
def _code_digest() -> str:
    """Digest of the code of the engines and of the knowledge that the encoder asks beside the text."""
    digest = blake2b(digest_size=8)
    folder = Path(__file__).parent
    for path in (*sorted(folder.glob("*.py")), KNOWLEDGE / "abbreviations.tsv"):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@cache
def _file_digest(path: Path) -> str:
    with path.open("rb") as handle:
        digest = blake2b(digest_size=8)
        while chunk := handle.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def input_digest(doc: Doc) -> bytes:
    """Digest of what a model is handed: words, spaces between them, and sentences where they are marked."""
    words = SEPARATOR.join(with_spaces(doc, words_of(doc)))
    starts = numbers_of(doc, SENT_START).astype(np.int8).tobytes()
    return blake2b(words.encode() + b"\0" + starts, digest_size=16).digest()


def pack(doc: Doc) -> bytes:
    """What a model wrote into a doc: heads or sentences, strings of words, names with scores."""
    flags = sum(1 << bit for bit, name in enumerate(KEPT_ATTRIBUTES) if doc.has_annotation(name))
    has_heads = doc.has_annotation("DEP")
    heads = doc.to_array([HEAD if has_heads else SENT_START]).view(np.int64).astype(np.int32)
    columns = [_by_byte(heads)]
    for bit, name in enumerate(KEPT_ATTRIBUTES):
        if flags >> bit & 1:
            columns += _pack_strings([_string_of(token, name) for token in doc])
    columns += _pack_strings([span.label_ for span in doc.ents])
    columns.append(_by_byte(np.array([(s.start, s.end) for s in doc.ents], np.int32)))
    scores = [np.nan if s._.score is None else s._.score for s in doc.ents]
    columns.append(np.array(scores, np.float64).tobytes())
    content = b"".join(len(column).to_bytes(4, "little") + column for column in columns)
    packed: bytes = pa.Codec("zstd", LEVEL).compress(content, asbytes=True)
    return HEADER.pack(crc32(packed), len(content), len(doc), flags | has_heads * HAS_HEADS) + packed


def unpack(doc: Doc, analysis: bytes | None) -> bool:
    """Write an analysis into a doc of the same words; False, and nothing written, where there is none that is whole."""
    if analysis is None or len(analysis) < HEADER.size:
        return False
    checksum, length, word_count, flags = HEADER.unpack_from(analysis)
    packed = analysis[HEADER.size :]
    if checksum != crc32(packed) or word_count != len(doc):
        return False
    content: bytes = pa.Codec("zstd").decompress(packed, length, asbytes=True)
    columns = _columns(content)
    attributes = [HEAD if flags & HAS_HEADS else SENT_START]
    values = [_from_bytes(next(columns), np.int32).astype(np.int64).view(np.uint64)]
    for bit, (name, attribute) in enumerate(KEPT_ATTRIBUTES.items()):
        if flags >> bit & 1:
            attributes.append(attribute)
            values.append(_ids(doc, name, *_strings(columns)))
    names, which = _strings(columns)
    bounds = _from_bytes(next(columns), np.int32).reshape(-1, 2).tolist()
    scores = np.frombuffer(next(columns), np.float64).tolist()
    if word_count:
        doc.from_array(attributes, np.stack(values, axis=-1))  # type: ignore[arg-type]
    set_names(
        doc,
        [
            (start, end, names[label], None if np.isnan(score) else score)
            for (start, end), label, score in zip(bounds, which.tolist(), scores, strict=True)
        ],
    )
    return True


def _run(components: Iterable[Component], doc: Doc) -> Doc:
    for component in components:
        doc = component(doc)
    return doc


def _string_of(token: Any, name: str) -> str:
    """A word's string: of a lemma the way from the word to it, for there are few ways and many lemmas."""
    if name == "LEMMA":
        return _edit(token.text, token.lemma_)
    return str(token.morph) if name == "MORPH" else str(getattr(token, f"{name.lower()}_"))


def _edit(word: str, lemma: str) -> str:
    """How to make the lemma of the word: letters to cut off the end, and what to put there; ``l`` for small ones."""
    lower = word.lower()
    shared, shared_lower = _shared(word, lemma), _shared(lower, lemma)
    if shared_lower > shared:
        return f"l{len(lower) - shared_lower}+{lemma[shared_lower:]}"
    return f"{len(word) - shared}+{lemma[shared:]}"


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    length = min(len(one), len(other))
    return next((at for at in range(length) if one[at] != other[at]), length)


def _edited(word: str, edit: str) -> str:
    form = word.lower() if edit.startswith("l") else word
    cut, _, ending = edit.removeprefix("l").partition("+")
    return form[: len(form) - int(cut)] + ending


class _Lemmas(dict[tuple[str, str], int]):
    """A word with the way to its lemma -> spaCy's id of the lemma."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self.store = store

    def __missing__(self, edited: tuple[str, str]) -> int:
        number = int(self.store.add(_edited(*edited)))
        if len(self) < MOST_LEMMAS:
            self[edited] = number
        return number


@lru_cache(maxsize=2)
def _lemmas(vocab: Vocab) -> _Lemmas:
    return _Lemmas(vocab.strings)


def _ids(doc: Doc, name: str, strings: list[str], which: NDArray[np.int64]) -> NDArray[np.uint64]:
    """spaCy's ids of the strings of all words."""
    vocab = doc.vocab
    if name == "LEMMA":
        edits = (strings[index] for index in which.tolist())
        return np.array(
            list(map(_lemmas(vocab).__getitem__, zip(words_of(doc), edits, strict=True))), np.uint64
        )
    add = vocab.morphology.add if name == "MORPH" else vocab.strings.add
    if name == "POS":
        add = IDS.__getitem__
    return np.array([add(string) for string in strings], np.uint64)[which]


def _pack_strings(values: Sequence[str]) -> list[bytes]:
    """The different strings, and which of them stands where."""
    different = sorted(set(values))
    place = {string: index for index, string in enumerate(different)}
    which = np.array([place[value] for value in values], np.uint16)
    return [SEPARATOR.join(different).encode(), _by_byte(which)]


def _strings(columns: Iterator[bytes]) -> tuple[list[str], NDArray[np.int64]]:
    different = next(columns).decode().split(SEPARATOR)
    return different, _from_bytes(next(columns), np.uint16).astype(np.int64)


def _by_byte(values: NDArray[Any]) -> bytes:
    """The low bytes of all numbers, then the next ones: equal bytes come together, and pack better."""
    flat = np.ascontiguousarray(values.ravel())
    return flat.view(np.uint8).reshape(flat.size, flat.itemsize).T.tobytes()


def _from_bytes(data: bytes, kind: type[np.generic]) -> NDArray[Any]:
    width = np.dtype(kind).itemsize
    return np.ascontiguousarray(np.frombuffer(data, np.uint8).reshape(width, -1).T).view(kind).ravel()


def _columns(content: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(content):
        size = int.from_bytes(content[at : at + 4], "little")
        yield content[at + 4 : at + 4 + size]
        at += 4 + size
