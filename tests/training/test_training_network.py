"""Batches, losses, silver and export of a tiny network; what needs torch is left out where it is not installed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from news.language.lemmas import apply_rule  # noqa: E402
from news.language.pieces import UNKNOWN, Pieces  # noqa: E402
from training.corpora import Sentence, Word  # noqa: E402
from training.examples import (  # noqa: E402
    NAMES,
    NONE,
    OPEN,
    batches,
    inventory_of,
    lemma_rule,
    mentions_of,
    renamed,
)
from training.network import Network, read_encoder  # noqa: E402
from training.scores import score_network  # noqa: E402
from training.silver import annotate, has_names, read, write  # noqa: E402
from training.student import mixed  # noqa: E402
from training.teacher import Copy, losses, optimiser_of  # noqa: E402

HIDDEN, HEADS, FF, POSITIONS = 32, 2, 64, 300
VOCABULARY = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    *"abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZ.",
]


def parsed(words: list[str], heads: list[int]) -> Sentence:
    parse = [
        Word(w.lower(), "NOUN" if w.istitle() else "VERB", {"Case": "Nom"}, h, "root" if h < 0 else "obj")
        for w, h in zip(words, heads, strict=True)
    ]
    return Sentence("gsd", words, None, parse, [True] * len(words))


SENTENCES = [
    Sentence("germeval", ["Mira", "Veltow", "ruft", "Oslo", "."], ["B-PER", "I-PER", "O", "B-LOC", "O"]),
    Sentence("germeval", ["Jonas", "Halm", "ruht", "."], ["B-PER", "I-PER", "O", "O"]),
    Sentence("pud", ["Oslo", "ruht", "."], ["B-LOC", "O", "O"]),
    parsed(["Boote", "sieht", "Halm"], [1, -1, 1]),
    parsed(["Halm", "ruft"], [1, -1]),
]


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(VOCABULARY, [-1.0] * len(VOCABULARY))


@pytest.fixture(scope="module")
def inventory() -> dict[str, list[str]]:
    return inventory_of(SENTENCES)


@pytest.fixture
def network(inventory: dict[str, list[str]]) -> Any:
    torch.manual_seed(1)
    return Network(inventory, [HIDDEN, 2, HEADS, FF, POSITIONS])


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder.npz of two layers with random weights."""
    rng = np.random.default_rng(1)
    rows = len(VOCABULARY)
    words = rng.integers(0, 256, (rows, HIDDEN // 32 * 18)).astype(np.uint8)
    words[:, :2] = np.frombuffer(np.float16(0.02).tobytes(), np.uint8)
    arrays: dict[str, np.ndarray] = {
        "scores": np.full(rows, -1.0, np.float32),
        "needed": np.ones(rows, bool),
        "words": words,
        "pieces": np.frombuffer("\n".join(VOCABULARY).encode(), np.uint8),
        "sizes": np.array([HIDDEN, 2, HEADS, FF, POSITIONS]),
        "positions": rng.normal(size=(POSITIONS, HIDDEN)).astype(np.float32) * 0.02,
        "emb.ln.w": np.ones(HIDDEN, np.float32),
        "emb.ln.b": np.zeros(HIDDEN, np.float32),
    }
    shapes = {"q": (HIDDEN, HIDDEN), "k": (HIDDEN, HIDDEN), "v": (HIDDEN, HIDDEN), "ao": (HIDDEN, HIDDEN)}
    shapes |= {"fi": (FF, HIDDEN), "fo": (HIDDEN, FF)}
    for layer in range(2):
        for name, shape in shapes.items():
            arrays[f"l{layer}.{name}.w"] = rng.normal(size=shape).astype(np.float32).ravel() * 0.1
            arrays[f"l{layer}.{name}.b"] = np.zeros(shape[0], np.float32)
        for name in ("aln", "oln"):
            arrays[f"l{layer}.{name}.w"] = np.ones(HIDDEN, np.float32)
            arrays[f"l{layer}.{name}.b"] = np.zeros(HIDDEN, np.float32)
    path = tmp_path_factory.mktemp("encoder") / "encoder.npz"
    np.savez(path, **arrays)
    return path


def saved(network: Any, inventory: dict[str, list[str]], path: Path) -> Path:
    torch.save({"inventory": inventory, "layers": 2, "state": network.state_dict()}, path)
    return path


WORDS = st.text("abegnorstuäüßGH", min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_a_lemma_rule_gives_the_lemma_again(form: str, lemma: str) -> None:
    assert apply_rule(lemma_rule(form, lemma), form) == lemma


def test_targets_stand_at_their_words(pieces: Pieces, inventory: dict[str, list[str]]) -> None:
    (batch,) = batches(SENTENCES, inventory, pieces, 1000, None)
    assert len(batch.places) == len(SENTENCES)
    for (row, root, count), sentence in zip(batch.places, SENTENCES, strict=True):
        target = batch.targets["names"][row, root + 1 : root + 1 + count].tolist()
        if sentence.source == "germeval":
            assert [NAMES[t] for t in target] == sentence.names
        elif sentence.source == "pud":
            assert target == [NAMES.index("B-LOC"), OPEN, OPEN]
        else:
            assert target == [NONE] * count
            heads = batch.targets["heads"][row, root + 1 : root + 1 + count] - root
            assert heads.tolist() == [w.head + 1 for w in sentence.parse or []]
        assert batch.targets["heads"][row, root] == NONE


def test_batches_keep_to_their_budget_and_lose_nothing(
    pieces: Pieces, inventory: dict[str, list[str]]
) -> None:
    many = list(batches(SENTENCES * 6, inventory, pieces, 60, None))
    assert len(many) > 3
    assert sum(len(b.places) for b in many) == 6 * len(SENTENCES)
    shuffled = [list(batches(SENTENCES, inventory, pieces, 60, random.Random(7))) for _ in range(2)]
    assert all(torch.equal(a.pieces, b.pieces) for a, b in zip(*shuffled, strict=True))


def test_hidden_words_are_unknown(pieces: Pieces, inventory: dict[str, list[str]]) -> None:
    (batch,) = batches(SENTENCES[:1], inventory, pieces, 1000, random.Random(1), hidden=1.0)
    assert (batch.pieces == UNKNOWN).sum() == len(SENTENCES[0].words)


def test_a_replaced_name_keeps_its_label() -> None:
    mentions = mentions_of(SENTENCES)
    assert mentions["PER"] == [["Jonas", "Halm"], ["Mira", "Veltow"]]
    found = {tuple(renamed(SENTENCES[0], mentions, random.Random(n), 1.0).words) for n in range(9)}
    assert ("Jonas", "Halm", "ruft", "Oslo", ".") in found
    for number in range(9):
        other = renamed(SENTENCES[0], mentions, random.Random(number), 1.0)
        assert other.names is not None
        assert len(other.words) == len(other.names)
    assert renamed(SENTENCES[0], mentions, random.Random(1), 0.0).words == SENTENCES[0].words


def test_packed_sentences_do_not_see_each_other(network: Any, pieces: Pieces, inventory: Any) -> None:
    network.eval()
    table = torch.randn(len(VOCABULARY), HIDDEN)

    def names(sentences: list[Sentence]) -> Any:
        (batch,) = batches(sentences, inventory, pieces, 1000, None)
        inputs = (batch.positions, batch.sentence, batch.first, batch.last, batch.source)
        with torch.no_grad():
            scores = network(batch.embedded(table), *inputs)[0]
        return [scores[row, root + 1 : root + 1 + count] for row, root, count in batch.places]

    together = names(SENTENCES)
    for sentence, scores in zip(SENTENCES, together, strict=True):
        assert torch.allclose(names([sentence])[0], scores, atol=1e-5)


def test_a_step_lowers_the_loss(network: Any, pieces: Pieces, inventory: Any, encoder: Path) -> None:
    table = read_encoder(encoder, network)
    (batch,) = batches(SENTENCES, inventory, pieces, 1000, None)
    optimiser, schedule = optimiser_of(network, 60, 1e-3)
    learner = Copy(network)
    seen = []
    for _ in range(40):
        seen.append(learner.learn(batch, table, losses))
        optimiser.step()
        schedule.step()
    assert seen[-1] < seen[0] / 2
    scores = score_network(network, table, pieces, SENTENCES)
    assert 0 <= scores["PER+LOC+ORG"] <= 100
    assert scores["upos"] == 100.0


def test_the_weight_of_names_counts_names_only(network: Any, pieces: Pieces, inventory: Any) -> None:
    network.eval()
    table = torch.randn(len(VOCABULARY), HIDDEN)

    def loss(sentences: list[Sentence], weight: float) -> float:
        (batch,) = batches(sentences, inventory, pieces, 1000, None)
        inputs = (batch.positions, batch.sentence, batch.first, batch.last, batch.source)
        with torch.no_grad():
            return losses(network, batch, network(batch.embedded(table), *inputs), weight).item()

    assert loss(SENTENCES[:2], 3.0) == pytest.approx(3 * loss(SENTENCES[:2], 1.0))
    assert loss(SENTENCES[3:], 3.0) == pytest.approx(loss(SENTENCES[3:], 1.0))


def test_an_open_word_may_be_any_name_that_universal_ner_does_not_mark(
    network: Any, pieces: Pieces, inventory: Any
) -> None:
    (batch,) = batches(SENTENCES[2:3], inventory, pieces, 1000, None)
    row, root, count = batch.places[0]
    scores = torch.zeros(*batch.first.shape, len(NAMES))
    scores[row, root + 1, NAMES.index("B-LOC")] = 50.0
    outputs = [scores, *[torch.zeros(1)] * 4]
    for label, is_right in (("O", True), ("I-MISC", True), ("B-PER", False)):
        scores[row, root + 2 : root + 1 + count] = 0.0
        scores[row, root + 2 : root + 1 + count, NAMES.index(label)] = 50.0
        assert (losses(network, batch, outputs).item() < 1e-3) == is_right


def test_silver_is_read_as_it_was_written(
    network: Any, pieces: Pieces, inventory: Any, encoder: Path, tmp_path: Path
) -> None:
    weights = [saved(network, inventory, tmp_path / f"{n}.pt") for n in range(2)]
    sentences = [Sentence("silver", s.words) for s in SENTENCES]
    annotate(sentences, weights, encoder)
    write(sentences, tmp_path / "silver.npz")
    again = list(read(tmp_path / "silver.npz"))
    assert [s.words for s in again] == [s.words for s in sentences]
    for before, after in zip(sentences, again, strict=True):
        assert before.silver.keys() == after.silver.keys()
        assert all(np.array_equal(before.silver[k], after.silver[k]) for k in before.silver)
        assert after.silver["names"].sum(axis=-1) == pytest.approx(1.0, abs=0.01)
        assert all(0 <= head <= len(after.words) for head in after.silver["heads"])
    (batch,) = batches(again, inventory, pieces, 1000, None)
    assert set(batch.soft) == {"names", "upos"}
    assert "relations" in batch.targets


def test_a_sentence_has_names_where_a_teacher_hesitates() -> None:
    silver = np.zeros((3, len(NAMES)), np.float16)
    silver[:, 0] = 1.0
    assert not has_names(Sentence("silver", ["a", "b", "c"], silver={"names": silver}))
    silver[1, NAMES.index("I-ORG")] = 0.1
    assert has_names(Sentence("silver", ["a", "b", "c"], silver={"names": silver}))


@given(st.integers(0, 8), st.integers(0, 8), st.floats(0.1, 0.9), st.integers())
def test_gold_and_silver_are_mixed_without_loss(gold: int, silver: int, share: float, seed: int) -> None:
    stirred: list[Any] = list(
        mixed(iter(range(gold)), iter(range(100, 100 + silver)), random.Random(seed), share)  # type: ignore[arg-type]
    )
    assert [x for x in stirred if x < 100] == list(range(gold))
    assert [x for x in stirred if x >= 100] == list(range(100, 100 + silver))


def test_a_label_is_worth_more_behind_those_that_it_often_follows() -> None:
    pytest.importorskip("onnx")
    from training.export import worth_of_transitions

    worth = worth_of_transitions(SENTENCES[:2], NAMES)
    begin, inside, outside = (NAMES.index(label) for label in ("B-PER", "I-PER", "O"))
    assert worth[begin, inside] > 0 > worth[outside, inside]
    assert np.isfinite(worth).all()


def test_the_exported_pipeline_reads_like_the_network(
    network: Any, inventory: Any, encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("onnx")
    import spacy
    import torch
    from onnxruntime import InferenceSession

    from training import export

    read_encoder(encoder, network)
    weights = saved(network, inventory, tmp_path / "weights.pt")
    (tmp_path / "germeval2014-probe.tsv").write_text(
        "1\tMira\tB-PER\tO\n2\tVeltow\tI-PER\tO\n", encoding="utf-8"
    )
    command = ["export", "--encoder", encoder, "--weights", weights, "--ner", tmp_path, "--name", "probe"]
    monkeypatch.setattr(
        "sys.argv",
        [*map(str, command), "--version", "7", "--in-float", "1", "--out", str(tmp_path / "probe")],
    )
    export.main()
    nlp = spacy.load(tmp_path / "probe")
    assert (nlp.meta["name"], nlp.meta["version"]) == ("probe", "7")
    assert nlp.meta["sources"]
    assert (tmp_path / "probe" / "NOTICE").is_file()
    given = export.example(network, torch.zeros(len(VOCABULARY), HIDDEN).normal_())
    with torch.no_grad():
        expected = export.Shipped(export.load_network(weights, encoder)).eval()(*given)
    session = InferenceSession(next((tmp_path / "probe").rglob("*.onnx")))
    said = session.run(None, {i.name: t.numpy() for i, t in zip(session.get_inputs(), given, strict=True)})
    for one, other in zip(said, expected, strict=True):
        assert np.abs(one - other.numpy()).max() < 0.1 * np.abs(other.numpy()).max()
    doc = nlp("Mira Veltow ruft Oslo. Halm ruht.")
    assert len(list(doc.sents)) == 2
    assert all(t.pos_ in inventory["upos"] for t in doc)
    assert all(sum(t.head == t for t in s) == 1 for s in doc.sents)
