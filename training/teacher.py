"""Fine-tune the encoder with all heads jointly on GermEval, Universal NER and Universal Dependencies."""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import torch
from torch import Tensor, nn

from training.corpora import join_annotations, read_conllu, read_germeval, read_uner, split
from training.examples import (
    FEATURES,
    NONE,
    OPEN,
    UNANNOTATED,
    Batch,
    batches,
    inventory_of,
    read_pieces,
)
from training.network import FAR, Network, class_groups, encoder_sizes, read_encoder
from training.scores import score_network

HEAD_RATE = 1e-3
WARM_UP = 0.06
PER_WORDS = 400.0
"""Losses are sums over words, divided by this, so that a batch with few parsed words weighs less."""


def losses(
    network: Network, batch: Batch, outputs: tuple[Tensor, ...], weight_of_names: float = 1.0
) -> Tensor:
    """The sum of the heads' cross entropies, that of names times ``weight_of_names``."""
    names, classes, arcs, label_dependent, label_head = (o.float() for o in outputs)
    inventory, targets = network.inventory, batch.targets
    total = names.sum() * 0.0
    if "names" in targets:
        total = total + weight_of_names * _name_loss(names, targets["names"], inventory["names"])
    if "names" in batch.soft:
        total = total + weight_of_names * _soft_loss(names, batch.soft["names"])
    if "heads" not in targets:
        return total / PER_WORDS
    groups = class_groups(inventory)
    for group, scores in zip(groups, classes.split([len(v) for v in groups.values()], -1), strict=True):
        weight = 0.3 if group in FEATURES else 1.0
        if group in targets:
            total = total + weight * _cross_entropy(scores, targets[group])
        if group in batch.soft:
            total = total + weight * _soft_loss(scores, batch.soft[group])
    apart = batch.word_sentence[:, :, None] != batch.word_sentence[:, None, :]
    total = total + _cross_entropy(arcs.masked_fill(apart, FAR), targets["heads"])
    heads = targets["heads"].clamp(min=0)
    shape = (*heads.shape, len(inventory["relations"]), -1)
    governor = torch.gather(label_head, 1, heads[..., None].expand(-1, -1, label_head.shape[-1]))
    relations = (label_dependent.view(shape) @ governor[..., None])[..., 0]
    total = total + _cross_entropy(relations, targets["relations"])
    return total / PER_WORDS


def _cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    return nn.functional.cross_entropy(
        scores.flatten(0, 1), target.flatten(), ignore_index=NONE, reduction="sum"
    )


def _soft_loss(scores: Tensor, probabilities: Tensor) -> Tensor:
    return -(probabilities * torch.log_softmax(scores, -1)).sum()


def _name_loss(scores: Tensor, target: Tensor, labels: list[str]) -> Tensor:
    is_open = target == OPEN
    loss = _cross_entropy(scores, target.masked_fill(is_open, NONE))
    log = torch.log_softmax(scores[is_open], -1)
    return loss - torch.logsumexp(log[:, [labels.index(label) for label in UNANNOTATED]], -1).sum()


def optimiser_of(
    network: Network, steps: int, rate: float
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW with a smaller rate for the encoder, a warm-up and a linear decay to nothing."""
    encoder = list(network.encoder.parameters())
    own = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in own]
    groups = [{"params": encoder, "lr": rate}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = max(1, int(WARM_UP * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / max(1, steps - warm)))
    )
    return optimiser, schedule


class Copy:
    """A network in bfloat16 that computes, beside the one in float32 that learns (three times as fast)."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.fast = copy.deepcopy(network).bfloat16()
        self.pairs = list(zip(network.parameters(), self.fast.parameters(), strict=True))

    def learn(self, batch: Batch, table: Tensor, loss_of: Callable[..., Tensor]) -> float:
        """Leave the gradients of a batch on the network; gives the loss."""
        with torch.no_grad():
            for slow, fast in self.pairs:
                fast.copy_(slow)
                fast.grad = None
        self.fast.train()
        inputs = (batch.positions, batch.sentence, batch.first, batch.last, batch.source)
        loss = loss_of(self.fast, batch, self.fast(batch.embedded(table).bfloat16(), *inputs))
        loss.backward()
        for slow, fast in self.pairs:
            slow.grad = None if fast.grad is None else fast.grad.float()
        return loss.item()


def main() -> None:
    """Train, print the scores on the held-back sentences after every second epoch, write the network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="encoder.npz")
    parser.add_argument("--ner", type=Path, required=True)
    parser.add_argument("--ud", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--budget", type=int, default=1024, help="pieces a batch")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="learning rate of the encoder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hidden", type=float, default=0.0, help="share of words to do without")
    parser.add_argument("--renaming", type=float, default=0.0, help="share of names to replace by others")
    parser.add_argument("--weight-of-names", type=float, default=1.0, help="of their loss beside the others")
    parser.add_argument("--fold", type=int, default=0, help="which ninth of GermEval to hold back")
    parser.add_argument("--all", action="store_true", help="train on the held-back sentences too")
    parser.add_argument("--steps", type=int, default=0, help="stop early, to try out")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    parsed = join_annotations(read_conllu(args.ud), read_uner(args.ner))
    training, held_back = split([*read_germeval(args.ner), *parsed], args.fold)
    inventory = inventory_of([*training, *held_back])
    if args.all:
        training += held_back
    pieces = read_pieces(args.encoder)
    network = Network(inventory, encoder_sizes(args.encoder, args.layers))
    table = read_encoder(args.encoder, network)
    steps = args.epochs * sum(1 for _ in batches(training, inventory, pieces, args.budget, random.Random(0)))
    optimiser, schedule = optimiser_of(network, steps, args.rate)
    print(
        f"{len(training)} sentences, {steps} steps, {sum(p.numel() for p in network.parameters())} weights",
        flush=True,
    )

    def epoch() -> Iterator[Batch]:
        return batches(training, inventory, pieces, args.budget, chance, args.hidden, args.renaming)

    for number in range(1, args.epochs + 1):
        fit(network, table, epoch(), optimiser, schedule, args.weight_of_names, args.steps)
        if number % 2 == 0 or number == args.epochs:
            print(f"epoch {number}", score_network(network, table, pieces, held_back), flush=True)
        torch.save({"inventory": inventory, "layers": args.layers, "state": network.state_dict()}, args.out)


def fit(
    network: Network,
    table: Tensor,
    epoch: Iterable[Batch],
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    weight_of_names: float = 1.0,
    limit: int = 0,
) -> None:
    """Train for one pass, or for ``limit`` steps of it."""
    learner, began, running = Copy(network), time.monotonic(), 0.0
    loss_of = partial(losses, weight_of_names=weight_of_names)
    for step, batch in enumerate(epoch, 1):
        loss = learner.learn(batch, table, loss_of)
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        running = 0.98 * running + 0.02 * loss if step > 1 else loss
        if step % 100 == 0:
            print(f"step {step} loss {running:.3f} {time.monotonic() - began:.0f} s", flush=True)
        if step == limit:
            return


if __name__ == "__main__":
    main()
