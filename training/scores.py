"""Score a network on held-back sentences: strict span F1 of names, UPOS, attachment, morphology, lemma rules."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from news.language.names import find_names
from news.language.pieces import Pieces
from news.language.tree import tree_heads
from training.corpora import Sentence, name_spans
from training.evaluate import f1
from training.examples import FEATURES, NONE, Batch, batches
from training.network import Network, class_groups


def score_network(network: Network, table: Tensor, pieces: Pieces, sentences: Sequence[Sentence]) -> dict:
    """Percentages by measure."""
    network.eval()
    inventory = network.inventory
    found, gold, counts = set(), set(), dict.fromkeys(("words", "upos", "uas", "las", "lemma", "morph"), 0)
    number = 0
    with torch.no_grad():
        for batch in batches(sentences, inventory, pieces, 1024, None):
            inputs = (batch.positions, batch.sentence, batch.first, batch.last, batch.source)
            outputs = [o.float().numpy() for o in network(batch.embedded(table), *inputs)]
            for place in batch.places:
                number += 1
                _score_names(batch, outputs[0], place, inventory["names"], number, found, gold)
                _score_parse(batch, outputs, place, inventory, counts)
    main = {"PER", "LOC", "ORG"}
    words = max(1, counts.pop("words"))
    scores = {k: round(100 * v / words, 2) for k, v in counts.items()}
    scores["names"] = round(f1(found, gold), 2)
    scores["PER+LOC+ORG"] = round(
        f1({s for s in found if s[3] in main}, {s for s in gold if s[3] in main}), 2
    )
    for kind in (*sorted(main), "MISC"):
        scores[kind] = round(f1({s for s in found if s[3] == kind}, {s for s in gold if s[3] == kind}), 2)
    return scores


def _score_names(
    batch: Batch, scores: np.ndarray, place: tuple, labels: list[str], number: int, found: set, gold: set
) -> None:
    row, root, count = place
    target = batch.targets.get("names")
    if target is None or (target[row, root + 1] == NONE):
        return
    part = slice(root + 1, root + 1 + count)
    found |= {(number, n.start, n.end, n.label) for n in find_names([scores[row, part]], labels)[0]}
    gold |= {(number, *span) for span in name_spans([labels[t] for t in target[row, part].tolist()])}


def _score_parse(batch: Batch, outputs: list, place: tuple, inventory: dict, counts: dict) -> None:
    row, root, count = place
    target = batch.targets.get("heads")
    if target is None or (target[row, root + 1] == NONE):
        return
    part, whole = slice(root + 1, root + 1 + count), slice(root, root + 1 + count)
    heads = tree_heads(outputs[2][row, whole, whole])[1:]
    dependent = outputs[3][row, part].reshape(count, len(inventory["relations"]), -1)
    relations = (dependent * outputs[4][row, root + heads][:, None, :]).sum(-1).argmax(-1)
    right = heads == target[row, part].numpy() - root
    counts["words"] += count
    counts["uas"] += int(right.sum())
    counts["las"] += int((right & (relations == batch.targets["relations"][row, part].numpy())).sum())
    start, morph = 0, np.ones(count, bool)
    for group, values in class_groups(inventory).items():
        hits = (
            outputs[1][row, part, start : start + len(values)].argmax(-1)
            == batch.targets[group][row, part].numpy()
        )
        start += len(values)
        if group in FEATURES:
            morph &= hits
        else:
            counts[group] += int(hits.sum())
    counts["morph"] += int(morph.sum())
