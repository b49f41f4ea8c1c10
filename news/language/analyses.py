"""Analyses: what a model said of a text, packed small, so that the model need not say it again.

A model is the cost of coding, and what it says depends on the text, not on the lexicon and the rules behind it. So it
is kept by a digest of the text: new frames, names and offices cost no model time. It is kept as columns, so that a text
that is coded again needs no Doc: neither are its words cut anew nor its sentences.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.metadata import version
from itertools import chain, islice
from math import isnan
from pathlib import Path
from typing import Any, Protocol, TypeVar
from zlib import crc32

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from news.knowledge import FOLDER as KNOWLEDGE
from news.language.agreement import agreed
from news.language.columns import Columns, columns_of
from news.language.encoder import NETWORK, Encoder
from news.language.labels import mapped
from news.language.lemmas import UNCHANGED

T = TypeVar("T")
Component = Callable[[Doc], Doc]
Completion = Callable[[Columns], Columns]

OWN = "depesche_"
ENCODER = "depesche_encoder"
BEHIND_MODEL: Mapping[str, Completion] = {"depesche_agreement": agreed, "depesche_labels": mapped}
"""Components that may stand behind a model, and what they do to the columns of a text. They ask knowledge beside the
text, so that what they make is not kept."""
FROM_TEXT = {"depesche_sentences", "depesche_lemmas", ENCODER}
"""Components of ours whose work follows from the text, and from the tables below."""
KNOWLEDGE_ASKED = ("abbreviations.tsv", "sentence_openers.tsv")
"""Tables that sentences and the encoder ask beside the text."""
HEADER = struct.Struct("<BIIIB")
"""Form, checksum and length of the packed content, number of words, whether there is a parse."""
FORM = 2
"""Counted up when what is packed changes; an analysis of another form is none."""
SPACE_BEHIND, OPENS_SENTENCE = 1, 2
"""Flags of a word."""
SEPARATOR = "\x1f"
ZSTD = pa.Codec("zstd", 9)
MOST_LEMMAS = 200_000
"""Words whose lemma is kept beside the way to it."""


class Analyses(Protocol):
    """A place that keeps packed analyses by their digests. It may forget any of them at any time."""

    def find(self, digests: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Those of the digests that are kept, with their analyses."""
        ...

    def keep(self, analyses: Mapping[bytes, bytes]) -> None:
        """Keep analyses."""
        ...


def read_texts(
    nlp: Language, texts: Iterable[tuple[str, T]], batch_size: int, analyses: Analyses | None = None
) -> Iterator[tuple[Columns, T]]:
    """The engine's reading of each text with what came beside it, in order: the columns of what ``nlp.pipe`` gives.

    The model's part is taken from ``analyses`` where it is kept there, and kept there where it is not.
    """
    model, behind = stages(nlp)
    if analyses is None or not model:
        for doc, beside in nlp.pipe(texts, as_tuples=True, batch_size=batch_size):
            yield columns_of(doc), beside
        return
    remaining = iter(texts)
    while batch := list(islice(remaining, batch_size)):
        digests = [text_digest(text) for text, _ in batch]
        known = analyses.find(digests)
        found: dict[bytes, bytes] = {}
        read = []
        for (text, _), digest in zip(batch, digests, strict=True):
            columns = unpack(text, known.get(digest))
            if columns is None:
                columns = columns_of(_run(model, nlp.make_doc(text)))
                found[digest] = pack(columns)
            read.append(columns)
        if found:
            analyses.keep(found)
        for columns, (_, beside) in zip(read, batch, strict=True):
            yield _completed(columns, behind), beside


def stages(nlp: Language) -> tuple[list[Component], list[Completion]]:
    """The components of an engine up to its model, and what those behind it do to the columns of a text.

    The model is the encoder of our own engines, and of another pipeline all that is not ours. The engine without a
    model has none, and no stages; nor has one whose components up to the model ask what a user may change.
    """
    if all(name.startswith(OWN) and name != ENCODER for name in nlp.pipe_names):
        return [], []
    count = len(nlp.pipe_names)
    while nlp.pipe_names[count - 1] in BEHIND_MODEL:
        count -= 1
    if any(name.startswith(OWN) and name not in FROM_TEXT for name in nlp.pipe_names[:count]):
        return [], []
    components = [component for _, component in nlp.pipeline[:count]]
    return components, [BEHIND_MODEL[name] for name in nlp.pipe_names[count:]]


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
    """Digest of the code of the engines and of the knowledge that it asks beside the text."""
    digest = blake2b(digest_size=8)
    folder = Path(__file__).parent
    for path in (*sorted(folder.glob("*.py")), *(KNOWLEDGE / name for name in KNOWLEDGE_ASKED)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@cache
def _file_digest(path: Path) -> str:
    with path.open("rb") as handle:
        digest = blake2b(digest_size=8)
        while chunk := handle.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def text_digest(text: str) -> bytes:
    """Digest of a text; words and sentences follow from it, by code and knowledge of ``analysis_version``."""
    return blake2b(text.encode(), digest_size=16).digest()


def pack(columns: Columns) -> bytes:
    """What a model said of a text, but the text: places of words, sentences, heads, strings of words, names."""
    starts, words = columns.starts, columns.words
    lengths = np.array([len(word) for word in words], np.uint32)
    behind = np.diff(np.array([*starts, len(columns.body)], np.int64)) - lengths
    opens = np.diff(np.array(columns.sentences, np.int64), prepend=-1)
    heads = np.array(columns.heads, np.int32) - np.arange(len(words), dtype=np.int32)
    packed = [
        _by_byte(lengths),
        (behind * SPACE_BEHIND + opens * OPENS_SENTENCE).astype(np.uint8).tobytes(),
        _by_byte(heads.astype(np.int32)),
        *chain.from_iterable(map(_pack_strings, (columns.classes, columns.features, columns.relations))),
        *_pack_strings(list(map(_edit, words, columns.lemmas))),
        *_pack_strings([label for _, _, label, _ in columns.names]),
        _by_byte(np.array([name[:2] for name in columns.names], np.int32)),
        np.array([np.nan if name[3] is None else name[3] for name in columns.names], np.float64).tobytes(),
    ]
    content = b"".join(len(column).to_bytes(4, "little") + column for column in packed)
    squeezed: bytes = ZSTD.compress(content, asbytes=True)
    return HEADER.pack(FORM, crc32(squeezed), len(content), len(words), columns.has_parse) + squeezed


def unpack(text: str, analysis: bytes | None) -> Columns | None:
    """What was said of a text; null where there is no analysis that is whole, of this form and of such a text."""
    if analysis is None or len(analysis) < HEADER.size:
        return None
    form, checksum, length, word_count, has_parse = HEADER.unpack_from(analysis)
    squeezed = memoryview(analysis)[HEADER.size :]
    if form != FORM or checksum != crc32(squeezed):
        return None
    content: bytes = ZSTD.decompress(squeezed, length, asbytes=True)
    columns = _columns(content)
    lengths = _from_bytes(next(columns), np.uint32).astype(np.int64)
    flags = np.frombuffer(next(columns), np.uint8)
    bounds = np.zeros(word_count + 1, np.int64)
    np.cumsum(lengths + (flags & SPACE_BEHIND), out=bounds[1:])
    if bounds[-1] != len(text):
        return None
    starts = bounds[:-1].tolist()
    words = [text[start:end] for start, end in zip(starts, (bounds[:-1] + lengths).tolist(), strict=True)]
    heads = (_from_bytes(next(columns), np.int32) + np.arange(word_count)).tolist()
    classes, features, relations, ways = (_strings(columns) for _ in range(4))
    lemmas = _lemmas()
    labels = _strings(columns)
    places = _from_bytes(next(columns), np.int32).reshape(-1, 2).tolist()
    scores = np.frombuffer(next(columns), np.float64).tolist()
    return Columns(
        body=text,
        words=words,
        starts=starts,
        sentences=(np.cumsum(flags // OPENS_SENTENCE, dtype=np.int64) - 1).tolist(),
        classes=classes,
        lemmas=[w if way == UNCHANGED else lemmas[w, way] for w, way in zip(words, ways, strict=True)],
        features=features,
        relations=relations,
        heads=heads,
        has_parse=bool(has_parse),
        names=[
            (first, end, label, None if isnan(score) else score)
            for (first, end), label, score in zip(places, labels, scores, strict=True)
        ],
    )


def _run(components: Iterable[Component], doc: Doc) -> Doc:
    for component in components:
        doc = component(doc)
    return doc


def _completed(columns: Columns, completions: Iterable[Completion]) -> Columns:
    for complete in completions:
        columns = complete(columns)
    return columns


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
    is_small, cut, ending = _way(edit)
    form = word.lower() if is_small else word
    return form[: len(form) - cut] + ending


@lru_cache(maxsize=10_000)
def _way(edit: str) -> tuple[bool, int, str]:
    cut, _, ending = edit.removeprefix("l").partition("+")
    return edit.startswith("l"), int(cut), ending


class _Lemmas(dict[tuple[str, str], str]):
    """A word with the way to its lemma -> the lemma; each is made once."""

    def __missing__(self, edited: tuple[str, str]) -> str:
        lemma = sys.intern(_edited(*edited))
        if len(self) < MOST_LEMMAS:
            self[edited] = lemma
        return lemma


@cache
def _lemmas() -> _Lemmas:
    return _Lemmas()


def _pack_strings(values: Sequence[str]) -> list[bytes]:
    """The different strings, and which of them stands where."""
    different = sorted(set(values))
    place = {string: index for index, string in enumerate(different)}
    which = np.array([place[value] for value in values], np.uint32)
    return [SEPARATOR.join(different).encode(), _by_byte(which)]


def _strings(columns: Iterator[bytes]) -> list[str]:
    different = next(columns).decode().split(SEPARATOR)
    return list(map(different.__getitem__, _from_bytes(next(columns), np.uint32).tolist()))


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
