"""Sentences as another engine, or the next model, may parse them: what the parser gets wrong costs no event."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.tokens import Doc, Span

from news.extract.events import FoundEvent, find_events
from news.extract.mentions import find_mentions
from news.extract.times import Interval
from news.resolve.names import resolve_names

PUBLISHED = Interval(date(2021, 6, 16), date(2021, 6, 16))

PARSES = {
    "a complement of the noun hangs on the verb": (
        "Die/DET/det/2 Militärhilfe/NOUN/nsubj/7 der/DET/det/4 USA/PROPN/nmod/2 für/ADP/case/6 Georgien/PROPN/obl/7 "
        "erhöht/VERB/root/7/erhöhen wurde/AUX/aux:pass/7/werden ./PUNCT/punct/7",
        ("AID", "USA", "Georgien"),
    ),
    "what stands behind als is coordinated with the object": (
        "Russland/PROPN/nsubj/2 stufte/VERB/root/2/stufen die/DET/det/4 Organisation/NOUN/obj/2 Gedenken/PROPN/appos/4 "
        "als/CCONJ/cc/8 ausländischen/ADJ/amod/8 Agenten/NOUN/conj/5/Agent ein/ADP/compound:prt/2 ./PUNCT/punct/2",
        ("COERCE", "Russland", None),
    ),
    "a place of the knowledge files is a noun and no name": (
        "Russland/PROPN/nsubj/7 hat/AUX/aux/7/haben 40.000/NUM/nummod/4 Mann/NOUN/obj/7 nach/ADP/case/6 "
        "Südossetien/NOUN/obl/7 verlegt/VERB/root/7/verlegen ./PUNCT/punct/7",
        ("MOBILIZE", "Russland", "Südossetien"),
    ),
    "a name behind the verb is an adverbial": (
        "Das/PRON/nsubj/2 lehnt/VERB/root/2/lehnen Norwegen/PROPN/obl/2 ab/ADP/compound:prt/2 ./PUNCT/punct/2",
        ("REJECT", "Norwegen", None),
    ),
    "a dative behind a person's name is its genitive": (
        "Gestern/ADV/advmod/10 hat/AUX/aux/10/haben der/DET/det/4 Präsident/NOUN/nsubj/10 Jaro/PROPN/appos/4 "
        "Beltin/PROPN/flat/5 der/DET/det/9 Europäischen/ADJ/amod/9 Union/PROPN/nmod/5 gedroht/VERB/root/10/drohen "
        "./PUNCT/punct/10",
        ("THREATEN", "Jaro Beltin", "Europäischen Union"),
    ),
    "what the verb needs hangs on its object": (
        "Norwegen/PROPN/nsubj/2 versetzte/VERB/root/2/versetzen die/DET/det/4 Streitkräfte/NOUN/obj/2 in/ADP/case/6 "
        "Alarmbereitschaft/NOUN/nmod/4 ./PUNCT/punct/2",
        ("MOBILIZE", "Norwegen", None),
    ),
    "the noun of a light verb is an adverbial, and the place belongs to it": (
        "Präsident/NOUN/nsubj/4 Jaro/PROPN/appos/1 Beltin/PROPN/flat/2 machte/VERB/root/4/machen in/ADP/case/6 "
        "Norwegen/PROPN/compound/7 Station/NOUN/obl/4 ./PUNCT/punct/4",
        ("CONSULT", "Jaro Beltin", "Norwegen"),
    ),
    "the second office stands with the first name, and the second name with the first office": (
        "Am/ADP/case/2 Rande/NOUN/obl/3 begegneten/VERB/root/3/begegnen sich/PRON/obj/3 Präsident/NOUN/nsubj/3 "
        "Jaro/PROPN/appos/5 Beltin/PROPN/flat/6 und/CCONJ/cc/9 Präsidentin/NOUN/conj/6 Mara/PROPN/appos/5 "
        "Ostwin/PROPN/flat/10 ./PUNCT/punct/3",
        ("CONSULT", "Jaro Beltin", "Mara Ostwin"),
    ),
    "the names of two who hold an office stand with whose office it is": (
        "Gestern/ADV/advmod/2 trafen/VERB/root/2/treffen sich/PRON/obj/2 die/DET/det/5 Außenminister/NOUN/nsubj/2 "
        "beider/DET/det/7 Staaten/NOUN/nmod/5/Staat ,/PUNCT/punct/9 Jaro/PROPN/appos/7 Beltin/PROPN/flat/9 "
        "und/CCONJ/cc/12 Mara/PROPN/conj/9 Ostwin/PROPN/flat/12 ./PUNCT/punct/2",
        ("CONSULT", "Jaro Beltin", "Mara Ostwin"),
    ),
    "subject and object of a relative clause are exchanged": (
        "Es/PRON/nsubj/2 gilt/VERB/root/2/gelten ein/DET/det/4 Handelsembargo/NOUN/nsubj/2 ,/PUNCT/punct/10 "
        "das/PRON/nsubj/10 Norwegen/PROPN/obj/10 gegen/ADP/case/9 Georgien/PROPN/obl/10 verhängt/VERB/acl/4/verhängen "
        "hat/AUX/aux/10/haben ./PUNCT/punct/2",
        ("SANCTION", "Norwegen", "Georgien"),
    ),
    "a dative behind a person's name is a genitive of the office": (
        "Gestern/ADV/advmod/8 hat/AUX/aux/8/haben Präsident/NOUN/nsubj/8 Jaro/PROPN/appos/3 Beltin/PROPN/flat/4 "
        "dem/DET/det/7 Irak/PROPN/nmod/3 gedroht/VERB/root/8/drohen ./PUNCT/punct/8",
        ("THREATEN", "Jaro Beltin", "Irak"),
    ),
    "who is arrested is an adverbial": (
        "In/ADP/case/2 Norwegen/PROPN/obl/9 ist/AUX/aux/9/sein/VerbForm=Fin gestern/ADV/advmod/9 "
        "der/DET/det/6/der/Case=Nom Präsident/NOUN/obl/9 Jaro/PROPN/appos/6 Beltin/PROPN/flat/7 "
        "verhaftet/VERB/root/9/verhaften worden/AUX/aux/9/werden ./PUNCT/punct/9",
        ("COERCE", None, "Jaro Beltin"),
    ),
    "the place of a visit is a genitive of its time": (
        "Präsident/NOUN/nsubj/9 Jaro/PROPN/appos/1 Beltin/PROPN/flat/2 will/AUX/aux/9/wollen Ende/NOUN/obj/9 "
        "des/DET/det/7 Monats/NOUN/nmod/5/Monat Norwegen/PROPN/nmod/7 besuchen/VERB/root/9 ./PUNCT/punct/9",
        ("CONSULT", "Jaro Beltin", "Norwegen"),
    ),
    "a dateline of an agency that nobody knows is the subject": (
        "Sundmark/PROPN/nsubj/10 (/PUNCT/punct/3 nvz/PROPN/appos/1 )/PUNCT/punct/3 –/PUNCT/punct/10 "
        "Gestern/ADV/advmod/10 hat/AUX/aux/10/haben Norwegen/PROPN/nsubj/10 Sanktionen/NOUN/obj/10/Sanktion "
        "verhängt/VERB/root/10/verhängen ./PUNCT/punct/10",
        ("SANCTION", "Norwegen", None),
    ),
    "a dateline without an agency is the subject": (
        "Sundmark/PROPN/nsubj/6 –/PUNCT/punct/6 Gestern/ADV/advmod/6 hat/AUX/aux/6/haben Norwegen/PROPN/nsubj/6 "
        "gedroht/VERB/root/6/drohen ,/PUNCT/punct/9 sich/PRON/obj/9 zurückzuziehen/VERB/xcomp/6 ./PUNCT/punct/6",
        ("THREATEN", "Norwegen", None),
    ),
    "the object by name is an adverbial": (
        "Norwegen/PROPN/nsubj/2 rief/VERB/root/2/rufen Georgien/PROPN/obl/2 auf/ADP/compound:prt/2 ,/PUNCT/punct/6 "
        "abzurüsten/VERB/xcomp/2/abrüsten ./PUNCT/punct/2",
        ("REQUEST", "Norwegen", "Georgien"),
    ),
    "the object of a state is an adverbial": (
        "Bewaffnete/NOUN/nsubj/2 entführten/VERB/root/2/entführen gestern/ADV/advmod/2 zwei/NUM/nummod/5 "
        "Ärzte/NOUN/obl/2/Arzt aus/ADP/case/7 Norwegen/PROPN/nmod/5 ./PUNCT/punct/2",
        ("ASSAULT", None, "Norwegen"),
    ),
    "the preposition hangs on the owner of what it stands before": (
        "Von/ADP/case/2 Norwegens/PROPN/nmod/3/Norwegen/Case=Gen Präsident/NOUN/nsubj/9 Jaro/PROPN/appos/3 "
        "Beltin/PROPN/flat/4 wurden/AUX/aux:pass/9/werden alle/DET/det/8 Vorwürfe/NOUN/nsubj/9/Vorwurf "
        "bestritten/VERB/root/9/bestreiten ./PUNCT/punct/9",
        ("REJECT", "Jaro Beltin", None),
    ),
}
"""What is wrong -> word/class/relation/head, another word's lemma, a feature; event type, actor and recipient."""
NAMES = {
    "LOC": ("Russland", "USA", "Georgien", "Norwegen", "Irak", "Sundmark", "Velmark"),
    "PER": ("Jaro Beltin", "Mara Ostwin"),
    "ORG": ("Europäischen Union",),
}


def doc_of(parse: str) -> Doc:
    """A text with this parse and those of ``NAMES`` that it has."""
    rows = [token.split("/") for token in parse.split(" ")]
    words = [row[0] for row in rows]
    doc = Doc(
        spacy.blank("de").vocab,
        words=words,
        spaces=[behind != "." for behind in [*words[1:], "."]],
        pos=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) - 1 for row in rows],
        lemmas=[row[4] if len(row) > 4 else row[0] for row in rows],
        morphs=[row[5] if len(row) > 5 else "" for row in rows],
    )
    for label, name in ((label, name) for label, names in NAMES.items() for name in names):
        at = doc.text.find(name)
        span = doc.char_span(at, at + len(name)) if at >= 0 else None
        if span is not None:
            doc.ents = [*doc.ents, Span(doc, span.start, span.end, label)]
    return doc


def events(parse: str) -> list[FoundEvent]:
    doc = doc_of(parse)
    mentions = resolve_names(find_mentions("a", doc), doc, PUBLISHED)
    return find_events("a", doc, mentions, [], PUBLISHED)


def told(parse: str) -> list[tuple[str, str | None, str | None]]:
    return [(e.event_type, e.actor and e.actor.text, e.recipient and e.recipient.text) for e in events(parse)]


@pytest.mark.parametrize("fault", PARSES)
def test_an_event_bears_what_the_parser_gets_wrong(fault: str) -> None:
    parse, expected = PARSES[fault]
    assert told(parse) == [expected]


@pytest.mark.parametrize("relation", ["aux", "mark"])
def test_a_clause_that_opens_with_sollte_is_a_condition(relation: str) -> None:
    parse = (
        f"Sollte/AUX/{relation}/4/sollen Norwegen/PROPN/nsubj/4 Sanktionen/NOUN/obj/4/Sanktion "
        "verhängen/VERB/advcl/7 ,/PUNCT/punct/4 werde/AUX/aux/7/werden warten/VERB/root/7 man/PRON/nsubj/7 "
        "./PUNCT/punct/7"
    )
    assert [(e.event_type, e.status) for e in events(parse)] == [("SANCTION", "hypothetical")]


@pytest.mark.parametrize("word_class", ["NOUN", "VERB"])
def test_who_faces_years_in_prison_threatens_nobody(word_class: str) -> None:
    parse = (
        "Präsident/NOUN/nsubj/4 Jaro/PROPN/appos/1 Beltin/PROPN/flat/2 drohen/VERB/root/4 nach/ADP/case/6 "
        "Angaben/NOUN/obl/4/Angabe fünfzehn/NUM/nummod/8 Jahre/NOUN/nmod/9/Jahr "
        f"Haft/{word_class}/xcomp/4 ./PUNCT/punct/4"
    )
    assert told(parse) == []


def test_a_place_before_an_insertion_is_no_dateline() -> None:
    parse = (
        "Norwegen/PROPN/nsubj/5 –/PUNCT/punct/3 Mitglied/NOUN/appos/1 –/PUNCT/punct/3 "
        "kritisierte/VERB/root/5/kritisieren Georgien/PROPN/obj/5 ./PUNCT/punct/5"
    )
    assert told(parse) == [("ACCUSE", "Norwegen", "Georgien")]


def test_places_of_which_nothing_is_known_act_as_states() -> None:
    talks = (
        "{}/PROPN/nsubj/7 und/CCONJ/cc/3 Velmark/PROPN/conj/1 haben/AUX/aux/7/haben gestern/ADV/advmod/7 "
        "Verhandlungen/NOUN/obj/7/Verhandlung aufgenommen/VERB/root/7/aufnehmen ./PUNCT/punct/7"
    )
    assert told(talks.format("Sundmark")) == [("CONSULT", "Sundmark", "Velmark")]
    assert told(talks.format("Beltin")) == []
    moves = "{}/PROPN/nsubj/2 verlegte/VERB/root/2/verlegen Soldaten/NOUN/obj/2/Soldat ./PUNCT/punct/2"
    assert told(moves.format("Velmark")) == [("MOBILIZE", "Velmark", None)]
    assert told(moves.format("Beltin")) == []
