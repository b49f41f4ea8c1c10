"""Export a trained network as a spaCy pipeline folder: ONNX in int8, 4-bit embeddings, inventory, transitions."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from news.language.embeddings import unpack_rows
from news.language.encoder import INVENTORY, NETWORK, PIECES, WORTH
from news.language.engine import blank_pipeline
from training.corpora import Sentence, read_germeval, split
from training.network import SOURCES, Network, encoder_sizes

NAME_SOURCE, PARSE_SOURCE = "germeval", "gsd"
"""Whose conventions the shipped model follows."""
IN_FLOAT = 3
"""Matrices behind the activation whose inputs reach furthest: int8 would lose what is small beside them."""


TRUST = 0.2
"""Weight of the transitions beside the network, which has learned most of what they tell."""
UNSEEN = 0.5
"""Added to the count of every transition."""

SOURCES_OF_WEIGHTS = Path(__file__).with_name("sources.json")


class Shipped(nn.Module):
    """The network for one row with the sources fixed."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        for table, source in ((network.name_source, NAME_SOURCE), (network.parse_source, PARSE_SOURCE)):
            table.weight.data[:] = table.weight.data[SOURCES.index(source)].clone()

    def forward(
        self, embedded: Tensor, positions: Tensor, sentence: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        """Scores as ``Network.heads`` gives them."""
        return self.network(embedded, positions, sentence, first, last, torch.zeros_like(first))


def load_network(weights: Path, encoder: Path) -> Network:
    """A trained network, ready to be read."""
    saved = torch.load(weights)
    network = Network(saved["inventory"], encoder_sizes(encoder, saved["layers"]))
    network.load_state_dict(saved["state"])
    return network.eval()


def widest_inputs(network: Network, inputs: tuple[Tensor, ...]) -> list[int]:
    """The layers whose ``fo`` matrix has the largest inputs, the largest first."""
    reach: dict[int, float] = {}

    def watch(number: int):
        return lambda _, args: reach.__setitem__(number, float(args[0].abs().max()))

    hooks = [layer.fo.register_forward_pre_hook(watch(n)) for n, layer in enumerate(network.encoder.layers)]
    with torch.no_grad():
        network(*inputs)
    for hook in hooks:
        hook.remove()
    print({n: round(r, 1) for n, r in reach.items()})
    return sorted(reach, key=lambda n: -reach[n])


def example(network: Network, table: Tensor) -> tuple[Tensor, ...]:
    """Inputs of a row of two sentences, drawn at random."""
    length, words = 60, 40
    generator = torch.Generator().manual_seed(1)
    pieces = torch.randint(4, len(table), (1, length), generator=generator)
    pieces[0, 0] = 0
    sentence = torch.ones(1, length, dtype=torch.int64)
    index = torch.arange(words)[None]
    return table[pieces], torch.arange(length)[None], sentence, index, index + 1


def export(network: Network, table: Tensor, path: Path, in_float: int) -> None:
    """Write network.onnx in int8."""
    shipped = Shipped(network).eval()
    inputs = example(network, table)
    names = ["embedded", "positions", "sentence", "first", "last"]
    pieces, words = {1: "pieces"}, {1: "words"}
    outputs = ["names", "classes", "arcs", "label_dependent", "label_head"]
    axes = dict(zip(names, [pieces, pieces, pieces, words, words], strict=True))
    axes |= {o: {1: "words", 2: "words"} if o == "arcs" else words for o in outputs}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            shipped, inputs, plain, input_names=names, output_names=outputs, dynamic_axes=axes, dynamo=False
        )
        widest = widest_inputs(network, (*inputs, torch.zeros_like(inputs[3])))[:in_float]
        nodes = [n.name for n in onnx.load(plain).graph.node if n.op_type == "MatMul"]
        kept = [n for n in nodes if any(f"/layers.{w}/fo/" in n for w in widest)]
        products = [n for n in nodes if "/fo/" in n or "/fi/" in n or "/ao/" in n]
        print(f"{len(nodes)} products, in float: {kept}; of layers {len(products)}")
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=kept)
    halve(path, kept)


def worth_of_transitions(sentences: Sequence[Sentence], labels: Sequence[str]) -> np.ndarray:
    """How much likelier than elsewhere a label is behind another one, (from, to): a share of the logarithm."""
    numbers = {label: at for at, label in enumerate(labels)}
    counts = np.full((len(labels), len(labels)), UNSEEN)
    for sentence in sentences:
        for before, label in pairwise(sentence.names or []):
            counts[numbers[before], numbers[label]] += 1
    behind = counts / counts.sum(axis=1, keepdims=True)
    anywhere = counts.sum(axis=0) / counts.sum()
    return (TRUST * np.log(behind / anywhere)).astype(np.float32)


def halve(path: Path, nodes: list[str]) -> None:
    """Store the matrices of some products in float16; onnxruntime widens them again while loading."""
    model = onnx.load(path)
    tensors = {t.name: t for t in model.graph.initializer}
    for node in [n for n in model.graph.node if n.name in nodes]:
        matrix = tensors[node.input[1]]
        values = onnx.numpy_helper.to_array(matrix).astype(np.float16)
        half = f"{matrix.name}_float16"
        model.graph.initializer.remove(matrix)
        model.graph.initializer.append(onnx.numpy_helper.from_array(values, half))
        widen = onnx.helper.make_node("Cast", [half], [matrix.name], to=onnx.TensorProto.FLOAT)
        model.graph.node.insert(0, widen)
    onnx.save(model, path)


def main() -> None:
    """Write the pipeline folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="what teacher or student wrote")
    parser.add_argument(
        "--ner", type=Path, required=True, help="whose labels tell which ones follow each other"
    )
    parser.add_argument("--fold", type=int, default=0, help="which ninth of GermEval not to count")
    parser.add_argument("--name", required=True, help="accurate or fast")
    parser.add_argument("--version", default="1")
    parser.add_argument("--notice", type=Path, default=Path(__file__).with_name("NOTICE"))
    parser.add_argument("--in-float", type=int, default=IN_FLOAT)
    parser.add_argument("--needed-only", action="store_true", help="leave out pieces that no corpus needed")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    network = load_network(args.weights, args.encoder)
    arrays = np.load(args.encoder)
    with tempfile.TemporaryDirectory() as folder:
        parts = Path(folder)
        keep = arrays["needed"] if args.needed_only else np.ones(len(arrays["scores"]), bool)
        names = [n for n, k in zip(bytes(arrays["pieces"]).decode().split("\n"), keep, strict=True) if k]
        pieces = np.frombuffer("\n".join(names).encode(), np.uint8)
        np.savez(parts / PIECES, pieces=pieces, scores=arrays["scores"][keep], words=arrays["words"][keep])
        (parts / INVENTORY).write_text(json.dumps(network.inventory, ensure_ascii=False), encoding="utf-8")
        training, _ = split(read_germeval(args.ner), args.fold)
        np.save(parts / WORTH, worth_of_transitions(training, network.inventory["names"]))
        export(network, torch.from_numpy(unpack_rows(arrays["words"])), parts / NETWORK, args.in_float)
        nlp = blank_pipeline(args.name, args.version)
        nlp.meta.update(json.loads(SOURCES_OF_WEIGHTS.read_text(encoding="utf-8")))
        nlp.get_pipe("depesche_encoder").from_disk(parts)
        shutil.rmtree(args.out, ignore_errors=True)
        nlp.to_disk(args.out)
    shutil.copyfile(args.notice, args.out / "NOTICE")


if __name__ == "__main__":
    main()
