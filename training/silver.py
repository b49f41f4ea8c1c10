"""Let a teacher annotate sentences of news: soft labels of names and word classes, the rest as chosen."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from news.language.embeddings import unpack_rows
from news.language.engine import blank_pipeline
from news.language.packing import ROW_PIECES, piece_count
from training.corpora import Sentence, read_news
from training.examples import NAMES, batches, read_pieces
from training.export import load_network
from training.network import SOURCES, class_groups

SHORTEST, LONGEST = 4, 60
SOFT = ("names", "upos")
FIRST_NAME = NAMES.index("B-PER")
HESITATION = 0.05
"""Probability of some name from which a word counts as one."""


def news_sentences(archive: Path, count: int, seed: int) -> list[Sentence]:
    """Sentences of 4 to 60 words, every one once, a few from each text."""
    nlp = blank_pipeline("silver", "1")
    nlp.remove_pipe("depesche_encoder")
    nlp.remove_pipe("depesche_agreement")
    chance = random.Random(seed)
    texts = list(read_news(archive))
    chance.shuffle(texts)
    found: dict[tuple[str, ...], None] = {}
    share = max(3, 2 * count // max(1, len(texts)))
    for text in texts:
        sentences = [[t.text for t in s if not t.is_space] for s in nlp(text[:20_000]).sents]
        usable = [tuple(s) for s in sentences if SHORTEST <= len(s) <= LONGEST]
        found.update(dict.fromkeys(chance.sample(usable, min(share, len(usable)))))
        if len(found) >= count:
            break
    return [Sentence("silver", list(words)) for words in list(found)[:count]]


def annotate(sentences: Sequence[Sentence], weights: Sequence[Path], encoder: Path) -> None:
    """Put the mean opinion of the teachers on the sentences."""
    networks = [load_network(path, encoder).bfloat16() for path in weights]
    inventory = networks[0].inventory
    table = torch.from_numpy(unpack_rows(np.load(encoder)["words"])).bfloat16()
    pieces = read_pieces(encoder)
    sentences = [s for s in sentences if piece_count([pieces.cut(w) for w in s.words]) <= ROW_PIECES]
    waiting = iter(sentences)
    with torch.no_grad():
        for number, batch in enumerate(batches(sentences, inventory, pieces, 2048, None)):
            source = torch.full_like(batch.source, SOURCES.index("silver"))
            inputs = (table[batch.pieces], batch.positions, batch.sentence, batch.first, batch.last, source)
            each = [[o.float() for o in network(*inputs)] for network in networks]
            for place in batch.places:
                next(waiting).silver = _opinion(each, place, inventory)
            if number % 100 == 0:
                print(f"batch {number}", flush=True)


def _opinion(each: list[list[torch.Tensor]], place: tuple[int, int, int], inventory: dict) -> dict:
    row, root, count = place
    part, whole = slice(root + 1, root + 1 + count), slice(root, root + 1 + count)
    names = sum(torch.softmax(o[0][row, part], -1) for o in each) / len(each)
    found = {"names": names.numpy().astype(np.float16)}
    groups = class_groups(inventory)
    sizes = [len(v) for v in groups.values()]
    mean = [
        sum(torch.softmax(s, -1) for s in column) / len(each)
        for column in zip(*(o[1][row, part].split(sizes, -1) for o in each), strict=True)
    ]
    for group, scores in zip(groups, mean, strict=True):
        found[group] = scores.numpy().astype(np.float16) if group in SOFT else scores.argmax(-1).numpy()
    arcs = sum(torch.softmax(o[2][row, whole, whole], -1) for o in each)[1:]
    arcs[torch.arange(count), torch.arange(1, count + 1)] = -1.0
    heads = found["heads"] = arcs.argmax(-1).numpy()
    labels = sum(
        torch.softmax(
            (
                o[3][row, part].view(count, len(inventory["relations"]), -1)
                * o[4][row, root + heads][:, None]
            ).sum(-1),
            -1,
        )
        for o in each
    )
    found["relations"] = labels.argmax(-1).numpy()
    return found


def has_names(sentence: Sentence) -> bool:
    """Whether a teacher takes any word for part of a name, or hesitates."""
    of_names = sentence.silver["names"][:, FIRST_NAME:].sum(axis=-1)
    return bool((of_names > HESITATION).any())


def write(sentences: Sequence[Sentence], path: Path) -> None:
    """Arrays of all words one after the other, and the words themselves."""
    arrays = {k: np.concatenate([s.silver[k] for s in sentences]) for k in sentences[0].silver}
    lines = "\n".join("\t".join(s.words) for s in sentences)
    np.savez(path, text=np.frombuffer(lines.encode(), np.uint8), **arrays)


def read(path: Path) -> Iterator[Sentence]:
    """The sentences that ``write`` wrote."""
    with np.load(path) as file:
        arrays = dict(file)
    lines = bytes(arrays.pop("text")).decode().split("\n")
    start = 0
    for line in lines:
        words = line.split("\t")
        end = start + len(words)
        yield Sentence("silver", words, silver={k: v[start:end] for k, v in arrays.items()})
        start = end


def main() -> None:
    """Write silver.npz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="one teacher or several")
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--sentences", type=int, default=40_000)
    parser.add_argument(
        "--nameless", type=float, default=1.0, help="share of sentences without names to keep"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    sentences = news_sentences(args.news, args.sentences, args.seed)
    print(f"{len(sentences)} sentences", flush=True)
    annotate(sentences, args.weights, args.encoder)
    chance = random.Random(args.seed)
    kept = [s for s in sentences if s.silver and (has_names(s) or chance.random() < args.nameless)]
    print(f"{len(kept)} of {len(sentences)} kept", flush=True)
    write(kept, args.out)


if __name__ == "__main__":
    main()
