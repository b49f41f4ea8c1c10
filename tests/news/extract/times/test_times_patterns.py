from __future__ import annotations

from news.extract.times.find import READINGS
from news.extract.times.lexicon import TIMES
from news.extract.times.patterns import grammar
from news.knowledge import read_rows

NO_READING = {"piece", "nothing"}


def test_every_rule_compiles_and_names_a_reading() -> None:
    rules = {rule.name: rule for rules in grammar().by_start.values() for rule in rules}
    rows = [row for row in read_rows(TIMES / "rules.tsv") if row["reading"] != "piece"]
    assert {row["name"] for row in rows} == set(rules)
    assert {rule.reading for rule in rules.values()} - NO_READING == set(READINGS)


def test_names_of_rules_are_unique() -> None:
    names = [row["name"] for row in read_rows(TIMES / "rules.tsv")]
    assert len(names) == len(set(names))


def test_rules_with_a_reading_mark_an_expression_and_others_none() -> None:
    for rules in grammar().by_start.values():
        for rule in rules:
            assert bool(rule.spans) == (rule.reading != "nothing"), rule.name


def test_numbered_fields_belong_to_their_expression() -> None:
    rule = next(r for rules in grammar().by_start.values() for r in rules if r.name == "days_2")
    first, second = rule.fields
    assert set(first) == set(second) == {"d", "m", "m'", "y"}
    assert first["d"] != second["d"] and first["m"] == second["m"]
