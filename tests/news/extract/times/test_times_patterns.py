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
    first, second = ({(field.name, field.group) for field in fields} for fields in rule.fields)
    assert {name for name, _ in first} == {name for name, _ in second} == {"d", "m", "y"}
    assert {name for name, _ in first ^ second} == {"d"}


def test_only_rules_that_can_go_on_so_are_tried() -> None:
    rules = grammar()
    for code, of_code in rules.by_start.items():
        for second in ("", *rules.by_start):
            tried = rules.at[code + second]
            assert tried == rules.at[code + " " + second]
            assert [rule for rule in of_code if rule in tried] == list(tried)
            assert all(rule in tried for rule in of_code if rule.pattern.match(code + second))
