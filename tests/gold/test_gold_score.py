"""The scorer counts as README.md says, on rows made for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from gold_score import (
    CodedEntity,
    CodedEvent,
    Party,
    Share,
    calibration,
    entity_share,
    event_shares,
    folded,
    match,
    right_dates,
    right_statuses,
    story_share,
)
from gold_set import GoldEntity, GoldEvent

BODY = "Arne Holt traf Vera Lund. " + "x" * 400 + " Dort drohte Lund mit Strafen."
FIRST, LAST = date(2021, 5, 1), date(2021, 5, 31)
HOLT, LUND, NOBODY = Party(frozenset({"arne holt"}), "SWE"), Party(frozenset({"vera lund"})), Party()


def gold(
    anchor: str = "Holt traf", event_type: str = "CONSULT", doc: str = "000", **changes: Any
) -> GoldEvent:
    values: dict[str, Any] = {
        "is_required": True,
        "actors": ("Arne Holt", "SWE"),
        "recipients": ("Vera Lund",),
        "status": "actual",
        "date_earliest": FIRST,
        "date_latest": LAST,
        "story": "",
    }
    return GoldEvent(doc, event_type=event_type, anchor=anchor, **(values | changes))


def coded(at: int = 10, event_type: str = "CONSULT", doc: str = "000", **changes: Any) -> CodedEvent:
    values: dict[str, Any] = {
        "actor": HOLT,
        "recipient": LUND,
        "status": "actual",
        "date_earliest": FIRST,
        "date_latest": LAST,
        "event_id": "one",
        "score": 0.5,
    }
    return CodedEvent(doc, at, event_type, **(values | changes))


def shares(rows: list[GoldEvent], said: list[CodedEvent]) -> tuple[Share, Share]:
    return event_shares(rows, said, match(rows, said, {"000": BODY, "001": BODY}))["all"]


def test_a_row_is_coded_only_with_its_parties() -> None:
    assert shares([gold()], [coded()]) == (Share(1, 1, 1), Share(1, 1, 1))
    assert shares([gold()], [coded(recipient=NOBODY)]) == (Share(1, 1, 1), Share(0, 1, 1))
    assert shares([gold(recipients=("Vera Lund", ""))], [coded(recipient=NOBODY)])[1].hits == 1
    assert shares([gold(actors=("SWE",))], [coded()])[1].hits == 1, "the state of a person will do"


def test_parties_may_change_places_only_where_they_stand_on_one_footing() -> None:
    turned = {"actor": LUND, "recipient": HOLT}
    assert shares([gold()], [coded(**turned)])[1].hits == 1
    assert shares([gold(event_type="ACCUSE")], [coded(event_type="ACCUSE", **turned)])[1].hits == 0


def test_type_document_and_place_have_to_agree() -> None:
    assert shares([gold()], [coded(event_type="AGREE")])[0] == Share(0, 1, 1)
    assert shares([gold()], [coded(doc="001")])[0] == Share(0, 1, 1)
    assert shares([gold()], [coded(at=5 + 300)])[0].hits == 1
    assert shares([gold()], [coded(at=5 + 301)])[0].hits == 0


def test_optional_rows_are_neither_missed_nor_false() -> None:
    optional = gold("Dort drohte", is_required=False)
    assert shares([gold(), optional], [coded()])[0] == Share(1, 1, 1)
    assert shares([gold(), optional], [coded(), coded(at=430)])[0] == Share(1, 1, 1)
    assert shares([gold(is_required=False), gold()], [coded()])[0] == Share(1, 1, 1), (
        "required rows come first"
    )


def test_a_mention_serves_one_row_and_the_best_row_comes_first() -> None:
    rows = [gold(recipients=("Nora Berg",)), gold()]
    said = [coded(at=4), coded(at=12, recipient=Party(frozenset({"nora berg"})))]
    found = match(rows, said, {"000": BODY})
    assert found.coded == {0: 1, 1: 0}
    assert shares([gold(), gold()], [coded()])[0] == Share(1, 1, 2)


def test_statuses_and_dates_are_those_of_coded_rows() -> None:
    rows = [gold(), gold("Dort drohte")]
    said = [coded(), coded(at=430, status="planned", date_earliest=date(2021, 4, 30))]
    found = match(rows, said, {"000": BODY})
    assert right_statuses(rows, said, found) == 0.5
    assert right_dates(rows, said, found) == 0.5


@pytest.mark.parametrize(
    ("bounds", "is_right"),
    [((FIRST, LAST), True), ((date(2021, 5, 3),) * 2, True), ((FIRST, date(2021, 6, 1)), False)],
)
def test_a_narrower_interval_is_right(bounds: tuple[date, date], is_right: bool) -> None:
    rows, said = [gold()], [coded(date_earliest=bounds[0], date_latest=bounds[1])]
    assert right_dates(rows, said, match(rows, said, {"000": BODY})) == is_right


def test_what_nothing_bounds_has_no_date() -> None:
    rows = [gold(date_earliest=None, date_latest=None)]
    for said, share in (([coded(date_earliest=None, date_latest=None)], 1), ([coded()], 0)):
        assert right_dates(rows, said, match(rows, said, {"000": BODY})) == share


def test_stories_are_links_between_documents() -> None:
    rows = [gold(story="a"), gold(doc="001", story="a"), gold("Dort drohte", doc="001", story="b")]
    bodies = {"000": BODY, "001": BODY}
    said = [coded(), coded(doc="001"), coded(doc="001", at=430, event_id="two")]
    assert story_share(rows, said, match(rows, said, bodies)) == Share(1, 1, 1)
    said[2] = coded(doc="001", at=430, event_id="one")
    assert story_share(rows, said, match(rows, said, bodies)) == Share(1, 2, 1)
    said[1] = coded(doc="001", event_id="three")
    assert story_share(rows, said, match(rows, said, bodies)) == Share(0, 1, 1)


def test_entities_are_found_by_type_and_any_name() -> None:
    rows = [
        GoldEntity("000", "Rotes Kreuz", "ORG", "", ("DRK",)),
        GoldEntity("000", "Kiew", "LOC", "UKR", ()),
    ]
    said = [
        CodedEntity("000", "1", "ORG", frozenset({"drk", "rotes kreuz"}), None),
        CodedEntity("000", "2", "LOC", frozenset({"kiew"}), "RUS"),
        CodedEntity("000", "3", "PER", frozenset({"kiew"}), "UKR"),
        CodedEntity("001", "2", "LOC", frozenset({"kiew"}), "UKR"),
    ]
    assert entity_share(rows, said) == (Share(2, 4, 2), 0.0)


def test_shares_of_nothing_are_zero() -> None:
    empty = Share(0, 0, 0)
    assert (empty.precision, empty.recall, empty.f1) == (0, 0, 0)
    half = Share(1, 2, 4)
    assert (half.precision, half.recall, half.f1) == (0.5, 0.25, pytest.approx(1 / 3))


def test_names_are_folded() -> None:
    assert folded("  Hélène  Weiß-Øst ") == "helene weiss st"


def test_calibration_tells_how_often_mentions_of_a_score_are_right() -> None:
    said = [
        coded(score=0.9),
        coded(at=12, score=0.9, actor=LUND, recipient=HOLT, event_type="ACCUSE"),
        coded(at=400, score=0.2),
    ]
    found = match([gold()], said, {"000": BODY})
    assert calibration(said, found) == [(0.2, 0.0, 1), (0.9, 0.5, 2)]
