"""Train a network of few layers on a teacher's silver sentences and, between them, on the gold ones."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import torch

from training.corpora import join_annotations, read_conllu, read_germeval, read_uner, split
from training.examples import Batch, batches, read_pieces
from training.network import Network, encoder_sizes, read_encoder
from training.scores import score_network
from training.silver import read
from training.teacher import fit, optimiser_of


def mixed(
    gold: Iterator[Batch], silver: Iterator[Batch], chance: random.Random, share: float
) -> Iterator[Batch]:
    """Batches of both in chance order until the gold ones are used up, then the rest of the silver ones."""
    while True:
        batch = next(gold if chance.random() < share else silver, None)
        if batch is None:
            yield from gold
            yield from silver
            return
        yield batch


def main() -> None:
    """Train, print the scores on the held-back sentences, write the network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument(
        "--teacher", type=Path, required=True, help="whose first layers and heads to begin with"
    )
    parser.add_argument("--silver", type=Path, nargs="+", required=True, help="what silver wrote")
    parser.add_argument("--ner", type=Path, required=True)
    parser.add_argument("--ud", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=5)
    parser.add_argument("--gold-epochs", type=int, default=4, help="passes over gold for one over silver")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--budget", type=int, default=1024)
    parser.add_argument("--hidden", type=float, default=0.03, help="share of words to do without")
    parser.add_argument("--renaming", type=float, default=0.25, help="share of names to replace by others")
    parser.add_argument("--weight-of-names", type=float, default=1.0, help="of their loss beside the others")
    parser.add_argument("--all", action="store_true", help="train on the held-back sentences too")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    parsed = join_annotations(read_conllu(args.ud), read_uner(args.ner))
    training, held_back = split([*read_germeval(args.ner), *parsed])
    if args.all:
        training += held_back
    saved = torch.load(args.teacher)
    inventory = saved["inventory"]
    pieces = read_pieces(args.encoder)
    network = Network(inventory, encoder_sizes(args.encoder, args.layers))
    table = read_encoder(args.encoder, network)
    wanted = network.state_dict().keys()
    network.load_state_dict({k: v for k, v in saved["state"].items() if k in wanted})
    silver = [sentence for path in args.silver for sentence in read(path)]

    def stream(chance: random.Random) -> tuple[Iterator[Batch], Iterator[Batch]]:
        gold = (
            batch
            for _ in range(args.gold_epochs)
            for batch in batches(training, inventory, pieces, args.budget, chance, args.hidden, args.renaming)
        )
        return gold, batches(silver, inventory, pieces, args.budget, chance, args.hidden)

    gold_steps, silver_steps = (sum(1 for _ in s) for s in stream(random.Random(0)))
    steps = gold_steps + silver_steps
    print(f"{gold_steps} steps of gold, {silver_steps} of silver", flush=True)
    optimiser, schedule = optimiser_of(network, steps, args.rate)
    stirred = mixed(*stream(chance), chance, gold_steps / steps)
    fit(network, table, stirred, optimiser, schedule, args.weight_of_names)
    print(score_network(network, table, pieces, held_back), flush=True)
    torch.save({"inventory": inventory, "layers": args.layers, "state": network.state_dict()}, args.out)


if __name__ == "__main__":
    main()
