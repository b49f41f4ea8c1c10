"""The readers of the corpora, on small files of their formats."""

from __future__ import annotations

import tarfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.corpora import (
    HOLD_OUT_NER,
    Sentence,
    contracted,
    join_annotations,
    name_spans,
    read_conllu,
    read_germeval,
    read_news,
    read_uner,
    rough_words,
    split,
)

GERMEVAL = """\
#\thttp://example.org/1 [2020-01-01]
1\tMira\tB-PER\tO
2\tVeltow\tI-PER\tO
3\tlobt\tO\tO
4\tdas\tO\tO
5\tkostrische\tB-LOCderiv\tO
6\tBrakow-Team\tB-LOCpart\tO
7\tFaust\tB-OTH\tO

#\thttp://example.org/2 [2020-01-01]
1\tRegen\tO\tO
"""
UNER = """\
# sent_id = 1
# text = Halm in Oslo
1\tHalm\tB-PER\t-\tanna
2\tin\tO\t-\tanna
3\tOslo\tB-LOC\t-\tanna
4\tFaust\tB-OTH\t-\tanna
"""
CONLLU = """\
# text = Sie fuhr zum Hafen.
1\tSie\tsie\tPRON\tPPER\tCase=Nom|Number=Sing\t2\tnsubj:outer\t_\t_
2\tfuhr\tfahren\tVERB\tVVFIN\tTense=Past\t0\troot\t_\t_
3-4\tzum\t_\t_\t_\t_\t_\t_\t_\t_
3\tzu\tzu\tADP\tAPPR\t_\t5\tcase\t_\t_
4\tdem\tder\tDET\tART\tCase=Dat\t5\tdet\t_\t_
5\tHafen\tHafen\tNOUN\tNN\tCase=Dat\t2\tobl\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_
"""
HYPHEN = """\
1\tNord\tNord\tPROPN\tNE\t_\t3\tcompound\t_\tSpaceAfter=No
2\t-\t-\tPUNCT\t$(\t_\t3\tpunct\t_\tSpaceAfter=No
3\tRat\tRat\tNOUN\tNN\t_\t0\troot\t_\t_
"""


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_germeval_keeps_the_outer_layer_and_tells_derived_words_and_parts(tmp_path: Path) -> None:
    first, second = read_germeval(written(tmp_path, "germeval2014-dev.tsv", GERMEVAL))
    assert first.words == ["Mira", "Veltow", "lobt", "das", "kostrische", "Brakow-Team", "Faust"]
    assert first.names == ["B-PER", "I-PER", "O", "O", "DERIV", "PART", "B-MISC"]
    assert second.names == ["O"]


def test_universal_ner_has_three_labels(tmp_path: Path) -> None:
    (sentence,) = read_uner(written(tmp_path, "uner-german-pud.iob2", UNER))
    assert (sentence.words, sentence.names) == (["Halm", "in", "Oslo", "Faust"], ["B-PER", "O", "B-LOC", "O"])


def test_a_treebank_is_read_by_syntactic_words(tmp_path: Path) -> None:
    (sentence,) = read_conllu(written(tmp_path, "de_gsd-ud-dev.conllu", CONLLU))
    assert sentence.source == "gsd"
    assert sentence.parse is not None
    assert sentence.words == ["Sie", "fuhr", "zu", "dem", "Hafen", "."]
    assert [(w.head, w.relation) for w in sentence.parse] == [
        (1, "nsubj"), (-1, "root"), (4, "case"), (4, "det"), (1, "obl"), (1, "punct"),
    ]  # fmt: skip
    assert sentence.parse[0].morph == {"Case": "Nom", "Number": "Sing"}
    assert sentence.spaces == [True, True, True, True, False, True]
    assert sentence.joins == [(2, 4, "zum", 2)]


def test_a_contraction_is_one_word_that_hangs_where_its_first_part_does(tmp_path: Path) -> None:
    (sentence,) = read_conllu(written(tmp_path, "de_gsd-ud-dev.conllu", CONLLU))
    whole = contracted(sentence)
    assert whole.words == ["Sie", "fuhr", "zum", "Hafen", "."]
    assert whole.parse is not None
    assert [w.head for w in whole.parse] == [1, -1, 3, 1, 1]
    assert whole.spaces == [True, True, True, False, True]


def test_hyphenated_words_of_pud_are_joined(tmp_path: Path) -> None:
    (sentence,) = read_conllu(written(tmp_path, "de_pud-ud-test.conllu", HYPHEN))
    assert sentence.source == "pud"
    assert sentence.joins == [(0, 3, "Nord-Rat", 2)]
    sentence.names = ["B-ORG", "I-ORG", "O"]
    whole = contracted(sentence)
    assert (whole.words, whole.names) == (["Nord-Rat"], ["PART"])


def test_names_go_to_the_parsed_sentence_of_the_same_words() -> None:
    parsed = [Sentence("pud", ["Oslo", "ruht"]), Sentence("pud", ["Es", "ruht"])]
    join_annotations(parsed, [Sentence("pud", ["Oslo", "ruht"], ["B-LOC", "O"])])
    assert [s.names for s in parsed] == [["B-LOC", "O"], None]


def test_the_same_sentences_are_held_back_each_time() -> None:
    sentences = [
        Sentence(source, [f"{source}{n}"]) for n in range(18) for source in ("germeval", "gsd", "pud")
    ]
    training, held_back = split(sentences)
    assert [s.words[0] for s in held_back] == ["gsd4", "germeval8", "gsd9", "gsd14", "germeval17"]
    assert len(training) + len(held_back) == len(sentences)


def test_each_fold_holds_back_other_sentences() -> None:
    sentences = [Sentence("germeval", [f"germeval{n}"], ["O"]) for n in range(20)]
    held_back = [s.words[0] for fold in range(HOLD_OUT_NER) for s in split(sentences, fold)[1]]
    assert sorted(held_back) == sorted(s.words[0] for s in sentences)


def test_news_are_the_texts_of_an_archive(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md"):
        written(tmp_path, name, f"Text von {name}")
    with tarfile.open(tmp_path / "news.tar", "w") as tar:
        for name in ("a.txt", "b.md"):
            tar.add(tmp_path / name, arcname=name)
    assert list(read_news(tmp_path / "news.tar")) == ["Text von a.txt"]


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ([], []),
        (["B-PER", "I-PER", "O", "B-LOC"], [(0, 2, "PER"), (3, 4, "LOC")]),
        (["B-PER", "B-PER"], [(0, 1, "PER"), (1, 2, "PER")]),
        (["O", "I-PER", "PART"], []),
    ],
)
def test_spans_of_labels(labels: list[str], spans: list[tuple[int, int, str]]) -> None:
    assert name_spans(labels) == spans


@given(st.lists(st.sampled_from(["O", "DERIV", "B-PER", "I-PER", "B-LOC"]), max_size=12))
def test_spans_lie_apart_and_in_order(labels: list[str]) -> None:
    spans = name_spans(labels)
    assert all(labels[start] == f"B-{label}" for start, _, label in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_rough_words() -> None:
    assert rough_words("Brakow-Team: 3.000 „Boote“!") == ["Brakow-Team", ":", "3.000", "„", "Boote", "“", "!"]
