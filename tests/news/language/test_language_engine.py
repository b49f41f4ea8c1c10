import json

import pytest
import spacy
from spacy.tokens import Doc

from news.engines import MODELS
from news.language import UnknownEngineError, engines, load, model_version
from news.language.labels import label_mapping, map_labels, relation_mapping

TEXTS = [
    "Die polnische Ministerin Ewa Kowalczyk empfing am 3. März in Danzig den Vorstand der Hafengesellschaft.",
    "Kurz darauf reiste Kowalczyk nach Kopenhagen weiter. „Wir reden miteinander“, sagte sie.\n\nEin Vertrag fehlt.",
    "",
    "  \n ",
    "Der Rat der Stadt Bremen lehnte Kowalczyks Plan ab, weil die Kosten bei 3,5 Mio. Euro liegen.",
]
ENGINES = [name for name in engines() if name != "none"]


@pytest.fixture(scope="module", params=ENGINES)
def nlp(request):
    return load(request.param)


def reading(doc):
    return [(t.text, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start) for t in doc], [
        (e.start_char, e.end_char, e.label_, e._.score) for e in doc.ents
    ]


def test_results_do_not_depend_on_the_batch(nlp):
    alone = [reading(nlp(text)) for text in TEXTS]
    assert [reading(d) for d in nlp.pipe(TEXTS, batch_size=5)] == alone
    assert [reading(d) for d in nlp.pipe(reversed(TEXTS), batch_size=2)] == alone[::-1]


def test_texts_keep_their_offsets(nlp):
    for text in TEXTS:
        doc = nlp(text)
        assert doc.text == text
        assert all(text[e.start_char : e.end_char] == e.text for e in doc.ents)


def test_a_sentence_is_read(nlp):
    doc = nlp(TEXTS[0])
    words = {t.text: t for t in doc}
    assert {(e.text, e.label_) for e in doc.ents} >= {("Ewa Kowalczyk", "PER"), ("Danzig", "LOC")}
    assert all(0 < e._.score <= 1 for e in doc.ents)
    assert (words["empfing"].dep_, words["empfing"].pos_, words["empfing"].lemma_) == (
        "root",
        "VERB",
        "empfangen",
    )
    assert words["Vorstand"].head.text == "empfing"
    assert words["Vorstand"].morph.get("Case") == ["Acc"]
    assert words["den"].dep_ == "det"


def test_sentences_have_one_root(nlp):
    doc = nlp(TEXTS[1])
    assert [s.text.strip() for s in doc.sents] == [
        "Kurz darauf reiste Kowalczyk nach Kopenhagen weiter.",
        "„Wir reden miteinander“, sagte sie.",
        "Ein Vertrag fehlt.",
    ]
    assert all(sum(t.head == t for t in s) == 1 for s in doc.sents)


def test_given_words(nlp):
    words = ["Anna", "wohnt", "an", "dem", "Hafen", "von", "Rostock", "."]
    doc = Doc(nlp.vocab, words=words)
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert [t.text for t in doc] == words
    assert [e.text for e in doc.ents if e.label_ == "LOC"] == ["Rostock"]
    assert doc[1].dep_ == "root"


def test_long_texts(nlp):
    text = "Ohne Ende " * 2000 + " " * 1_000_000 + "x" * 100_000
    doc = nlp(text)
    assert doc.text == text
    assert doc.has_annotation("DEP")
    assert len(list(doc.sents)) > 10


def test_the_folder_states_scores_sources_and_licences():
    for name in ENGINES:
        meta = json.loads((MODELS / name / "meta.json").read_text(encoding="utf-8"))
        assert meta["name"] == name
        assert meta["performance"]
        assert all(source["license"] for source in meta["sources"])
        assert (MODELS / name / "NOTICE").is_file()


@pytest.mark.parametrize(("name", "most_megabytes"), [("accurate", 40), ("fast", 20)])
def test_the_folder_stays_small(name, most_megabytes):
    files = [path for path in (MODELS / name).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= most_megabytes * 1_000_000


def test_the_engine_without_a_model():
    nlp = load("none")
    assert model_version(nlp).startswith("none-")
    assert len(list(nlp(TEXTS[1]).sents)) == 3


@pytest.mark.parametrize("name", ["does-not-exist", "/does/not/exist"])
def test_an_engine_that_is_not_there(name):
    with pytest.raises(UnknownEngineError, match="DEPESCHE_MODEL"):
        load(name)


def test_a_folder_that_is_no_pipeline(tmp_path):
    with pytest.raises(UnknownEngineError, match="there is no language engine"):
        load(str(tmp_path))


def test_a_pipeline_from_elsewhere_gets_its_labels_mapped(tmp_path):
    other = spacy.blank("de", meta={"name": "other", "version": "7"})
    ruler = other.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": "Riga"}, {"label": "MONEY", "pattern": "Euro"}])
    other.to_disk(tmp_path / "other")
    nlp = load(str(tmp_path / "other"))
    assert [(e.text, e.label_) for e in nlp("In Riga zahlt man mit Euro").ents] == [("Riga", "LOC")]
    assert model_version(nlp) == "other-7"


def test_dependencies_of_the_tiger_scheme_are_renamed():
    doc = Doc(spacy.blank("de").vocab, words=["Sie", "kam"], heads=[1, 1], deps=["sb", "ROOT"])
    assert [t.dep_ for t in map_labels(doc)] == ["nsubj", "root"]


def test_universal_dependencies_stay_as_they_are():
    words, deps = ["Sie", "und", "er", "kamen"], ["nsubj", "cc", "conj", "ROOT"]
    doc = Doc(spacy.blank("de").vocab, words=words, heads=[3, 2, 0, 3], deps=deps)
    assert [t.dep_ for t in map_labels(doc)] == [*deps[:3], "root"]


def test_mapped_labels_are_those_of_depesche():
    assert set(label_mapping().values()) == {"PER", "LOC", "ORG", "MISC"}
    assert all(relation.islower() for relation in relation_mapping().values())
