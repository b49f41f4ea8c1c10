from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from news.knowledge.gazetteer import gazetteer
from news.knowledge.holders import holders, persons_by_surname
from news.knowledge.institutions import institution
from news.knowledge.offices import office
from news.knowledge.own import own_files, remembered, rows, use
from news.knowledge.places import find
from news.knowledge.tables import KnowledgeError
from news.language.agreement import known_wholes
from news.lexicon import lexicon_version
from news.resolve.events.parties import named_after


@pytest.fixture(autouse=True)
def shipped_again() -> Iterator[None]:
    yield
    use()


def own(folder: Path, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


def test_own_rows_are_known(tmp_path: Path) -> None:
    assert "Velen" not in gazetteer().by_form
    folder = own(
        tmp_path / "own",
        states="iso3\tname\tadjective\tinhabitants\tcapital\nVLN\tNordmark-Velen\tvelisch\tVeler\tTorwik\n",
        organisations="name\taliases\tcountry\tsector\nFelderbund\tFB-Velen\tVLN\tPTY\n",
        offices="office\tfeminine\tkind\tsector\nLandvogt\tLandvögtin\thead_of_region\tGOV\n",
        institutions="noun\tis_state\tsector\nReichsthing\tno\tLEG\n",
        office_holders="name\tkind\tcountry\tvalid_from\nTilda Brask\thead_of_region\tVLN\t2021-03\n",
        places="name\tcountry\tlatitude\tlongitude\tprecision\nHalmstrand\tVLN\t61.5\t9.25\tcity\n",
    )
    use([folder])
    known = gazetteer()
    assert (known.by_form["Nordmark-Velen"].country_code, known.by_form["FB-Velen"].sector) == ("VLN", "PTY")
    assert (known.country_of_adjective("velischen"), known.inhabitants["Velerinnen"]) == ("VLN", "VLN")
    assert known.by_form["Torwik"].stands_for == "Nordmark-Velen"
    found = office("Ex-Landvögtin")
    assert found is not None
    assert (found.kind, found.is_former, found.is_feminine) == ("head_of_region", True, True)
    assert institution("Reichsthings") is not None
    assert [h.earliest for h in holders("head_of_region", "VLN")] == [date(2021, 3, 1)]
    assert [h.name for h in persons_by_surname("Brask")] == ["Tilda Brask"]
    assert [(p.country_code, p.latitude) for p in find("Halmstrand")] == [("VLN", 61.5)]


def test_own_rows_are_forgotten_again(tmp_path: Path) -> None:
    use([own(tmp_path / "own", organisations="name\nFelderbund\n")])
    assert "Felderbund" in gazetteer().by_form
    use()
    assert "Felderbund" not in gazetteer().by_form
    assert own_files() == ()


def test_what_was_made_of_the_rows_follows_them(tmp_path: Path) -> None:
    assert (known_wholes().names.get(("Bund", "der", "Felder")), named_after("Felderbund-Rat")) == (None, ())
    use([own(tmp_path / "own", organisations="name\taliases\nFelderbund\tBund der Felder\n")])
    assert known_wholes().names[("Bund", "der", "Felder")][0] == "ORG"
    assert named_after("Felderbund-Rat") == ("Felderbund",)


def test_an_own_row_replaces_the_shipped_row_with_its_key(tmp_path: Path) -> None:
    shipped = next(row for row in rows("organisations") if row["name"] == "Greenpeace")
    assert shipped["sector"] == "NGO"
    use([own(tmp_path / "own", organisations="name\taliases\tsector\nGreenpeace\tRegenbogenkrieger\tCVL\n")])
    assert [row["sector"] for row in rows("organisations") if row["name"] == "Greenpeace"] == ["CVL"]
    assert gazetteer().by_form["Regenbogenkrieger"].name == "Greenpeace"


def test_an_own_row_wins_a_form_that_a_shipped_row_has(tmp_path: Path) -> None:
    use([own(tmp_path / "own", organisations="name\taliases\tsector\nAmt der Anker\tNATO\tGOV\n")])
    assert gazetteer().by_form["NATO"].name == "Amt der Anker"


def test_an_own_place_comes_first(tmp_path: Path) -> None:
    use(
        [
            own(
                tmp_path / "own",
                places="name\tcountry\tlatitude\tlongitude\tprecision\nOslo\tVLN\t1\t2\tpoint\n",
            )
        ]
    )
    assert [p.country_code for p in find("Oslo")][:2] == ["VLN", "NOR"]


def test_the_first_folder_wins(tmp_path: Path) -> None:
    first = own(tmp_path / "a", organisations="name\tsector\nFelderbund\tPTY\n")
    second = own(tmp_path / "b", organisations="name\tsector\nFelderbund\tNGO\nMoorbund\tNGO\n")
    use([first, second])
    assert (gazetteer().by_form["Felderbund"].sector, gazetteer().by_form["Moorbund"].sector) == (
        "PTY",
        "NGO",
    )
    use([second, first])
    assert gazetteer().by_form["Felderbund"].sector == "NGO"


def test_the_lexicon_version_records_own_rows(tmp_path: Path) -> None:
    shipped = lexicon_version()
    folder = own(tmp_path / "own", organisations="name\nFelderbund\n")
    use([folder])
    first = lexicon_version()
    own(folder, organisations="name\nMoorbund\n")
    use([folder])
    second = lexicon_version()
    use()
    assert len({shipped, first, second}) == 3
    assert lexicon_version() == shipped


def test_the_version_depends_on_the_rows_and_not_on_where_they_lie(tmp_path: Path) -> None:
    versions = set()
    for place in ("hier", "dort"):
        use([own(tmp_path / place, organisations="name\nFelderbund\n")])
        versions.add(lexicon_version())
    assert len(versions) == 1


def test_changed_rows_hold_when_work_begins_again(tmp_path: Path) -> None:
    folder = own(tmp_path / "own", organisations="name\nFelderbund\n")
    use([folder])
    assert "Felderbund" in gazetteer().by_form
    own(folder, organisations="name\nMoorbund\n")
    use([folder])
    assert ("Moorbund" in gazetteer().by_form, "Felderbund" in gazetteer().by_form) == (True, False)


def test_a_bad_row_changes_nothing(tmp_path: Path) -> None:
    good = own(tmp_path / "good", organisations="name\nFelderbund\n")
    use([good])
    with pytest.raises(KnowledgeError, match=r"organisations\.tsv, line 2, column sector"):
        use([own(tmp_path / "bad", organisations="name\tsector\nMoorbund\tviele\n")])
    assert "Felderbund" in gazetteer().by_form


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="there is no such folder"):
        use([tmp_path / "nirgends"])


def test_what_is_remembered_is_made_once_per_knowledge(tmp_path: Path) -> None:
    calls = []

    @remembered
    def count() -> int:
        calls.append(1)
        return len(calls)

    assert (count(), count()) == (1, 1)
    folder = own(tmp_path / "own", organisations="name\nFelderbund\n")
    use([folder])
    assert (count(), count()) == (2, 2)
    use([folder])
    assert count() == 2
