"""The network: the first layers of the encoder and the heads for names, word classes, lemmas and parses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from news.language.embeddings import unpack_rows

SOURCES = ["germeval", "gsd", "pud", "silver"]
NAME_ROWS, PARSE_ROWS = (0, 1, 2, 0), (0, 1, 2, 1)
"""Whose conventions a source follows: silver names are those of GermEval, silver parses those of GSD."""
ARC, LABEL = 192, 96
FAR = -50.0
"""Added to what a piece thinks of a piece of another sentence: weighs 1e-17 at most, where scores differ by 11 at most.
Not further, for the exponential of less than -87 is no normal number, and a processor takes eight times as long."""


class Dropout(nn.Module):
    """Dropout with masks out of a pool: drawing them takes an eighth of a step on a CPU."""

    pool: Tensor | None = None

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """Scale and mask while training."""
        if not self.training or not self.rate:
            return x
        if Dropout.pool is None:
            Dropout.pool = ((torch.rand(1 << 23) >= self.rate) / (1 - self.rate)).to(x.dtype)
        start = int(torch.randint(0, Dropout.pool.numel() - x.numel(), ()))
        return x * Dropout.pool[start : start + x.numel()].view_as(x)


class Layer(nn.Module):
    """A transformer layer of BERT: normalisation behind each half (Devlin et al. 2019)."""

    def __init__(self, hidden: int, heads: int, ff: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v = (nn.Linear(hidden, hidden) for _ in range(3))
        self.ao, self.fi, self.fo = nn.Linear(hidden, hidden), nn.Linear(hidden, ff), nn.Linear(ff, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, 1e-12), nn.LayerNorm(hidden, 1e-12)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(rows, pieces, hidden) -> the same; ``mask`` (rows, 1, pieces, pieces) is added to the scores."""
        rows, length, hidden = x.shape
        shape = (rows, length, self.heads, hidden // self.heads)
        three = (self.q, self.k, self.v)
        weight, bias = torch.cat([t.weight for t in three]), torch.cat([t.bias for t in three])
        q, k, v = nn.functional.linear(x, weight, bias).split(hidden, -1)
        q = (q * (hidden // self.heads) ** -0.5).reshape(shape).transpose(1, 2)
        k = k.reshape(shape).permute(0, 2, 3, 1)
        v = v.reshape(shape).transpose(1, 2)
        weights = torch.softmax(q @ k + mask, -1)
        a = (weights @ v).transpose(1, 2).reshape(rows, length, hidden)
        x = self.aln(x + self.drop(self.ao(a)))
        h = nn.functional.gelu(self.fi(x))
        return self.oln(x + self.drop(self.fo(h)))


class Encoder(nn.Module):
    """The layers with positions; word embeddings come from outside and stay as they are."""

    def __init__(self, layers: int, hidden: int, heads: int, ff: int, positions: int, dropout: float) -> None:
        super().__init__()
        self.positions = nn.Embedding(positions, hidden)
        self.norm = nn.LayerNorm(hidden, 1e-12)
        self.layers = nn.ModuleList(Layer(hidden, heads, ff, dropout) for _ in range(layers))
        self.drop = Dropout(dropout)

    def forward(self, embedded: Tensor, positions: Tensor, sentence: Tensor) -> Tensor:
        """(rows, pieces, hidden), positions in and numbers of sentences (rows, pieces) -> hidden states."""
        same = sentence[:, :, None] == sentence[:, None, :]
        mask = (~same).to(embedded.dtype)[:, None] * FAR
        x = self.drop(self.norm(embedded + self.positions(positions)))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Network(nn.Module):
    """Encoder and heads. ``inventory`` lists the values each head chooses from."""

    def __init__(self, inventory: dict[str, list[str]], sizes: list[int], dropout: float = 0.1) -> None:
        super().__init__()
        hidden, layers, heads, ff, positions = sizes
        self.inventory = inventory
        self.encoder = Encoder(layers, hidden, heads, ff, positions, dropout)
        self.name_source = nn.Embedding(len(set(NAME_ROWS)), hidden)
        self.parse_source = nn.Embedding(len(set(NAME_ROWS)), hidden)
        for table in (self.name_source, self.parse_source):
            nn.init.normal_(table.weight, std=0.02)
        self.names = nn.Linear(hidden, len(inventory["names"]))
        self.classes = nn.Linear(hidden, sum(len(v) for k, v in class_groups(inventory).items()))
        self.arc_dependent, self.arc_head = nn.Linear(hidden, ARC), nn.Linear(hidden, ARC)
        self.label_dependent, self.label_head = nn.Linear(hidden, LABEL), nn.Linear(hidden, LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label = nn.Parameter(torch.zeros(len(inventory["relations"]), LABEL + 1, LABEL + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.label, std=0.02)
        self.drop = Dropout(dropout)

    def words(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """A word is the mean of its first and its last piece: (rows, words, hidden)."""
        size = states.shape[-1]
        picked = [torch.gather(states, 1, index[..., None].expand(-1, -1, size)) for index in (first, last)]
        return (picked[0] + picked[1]) * 0.5

    def heads(self, words: Tensor, source: Tensor) -> tuple[Tensor, ...]:
        """Scores of names, of the class groups side by side, of arcs, and the two sides of the labels."""
        names = self.names(self.drop(words + self.name_source(torch.tensor(NAME_ROWS)[source])))
        parsed = self.drop(words + self.parse_source(torch.tensor(PARSE_ROWS)[source]))
        classes = self.classes(parsed)
        act = nn.functional.gelu
        dependent = self.drop(act(self.arc_dependent(parsed)))
        arcs = _with_one(dependent) @ self.arc @ self.drop(act(self.arc_head(parsed))).transpose(1, 2)
        label_dependent = _with_one(self.drop(act(self.label_dependent(parsed))))
        label_head = _with_one(self.drop(act(self.label_head(parsed))))
        flat = self.label.permute(1, 0, 2).reshape(LABEL + 1, -1)
        return names, classes, arcs, label_dependent @ flat, label_head

    def forward(
        self,
        embedded: Tensor,
        positions: Tensor,
        sentence: Tensor,
        first: Tensor,
        last: Tensor,
        source: Tensor,
    ) -> tuple[Tensor, ...]:
        """What ``heads`` gives for the words of packed rows."""
        return self.heads(self.words(self.encoder(embedded, positions, sentence), first, last), source)


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def class_groups(inventory: dict[str, list[str]]) -> dict[str, list[str]]:
    """The groups that one linear layer chooses from: word classes, lemma rules, morphological features."""
    return {k: v for k, v in inventory.items() if k not in ("names", "relations")}


def read_encoder(path: Path, network: Network) -> Tensor:
    """Load the first layers of encoder.npz into a network; gives the word embeddings (pieces, hidden)."""
    arrays = np.load(path)
    encoder = network.encoder
    state = {"positions.weight": arrays["positions"]}
    state |= {"norm.weight": arrays["emb.ln.w"], "norm.bias": arrays["emb.ln.b"]}
    shapes = {k: v.shape for k, v in encoder.state_dict().items()}
    for name in shapes:
        if name.startswith("layers."):
            _, number, tensor, kind = name.split(".")
            state[name] = arrays[f"l{number}.{tensor}.{kind[0]}"]
    encoder.load_state_dict({k: torch.from_numpy(v.reshape(shapes[k])) for k, v in state.items()})
    return torch.from_numpy(unpack_rows(arrays["words"]))


def encoder_sizes(path: Path, layers: int) -> list[int]:
    """Sizes for ``Network`` with that many layers."""
    hidden, _, heads, ff, positions = (int(n) for n in np.load(path)["sizes"])
    return [hidden, layers, heads, ff, positions]
