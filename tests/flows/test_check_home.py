"""``depesche check`` says that all is sound, or what is not, and exits accordingly."""

from __future__ import annotations

from pathlib import Path

import corpus
import pytest
from crashes import short_run
from typer.testing import CliRunner

from flows.check import DamageError, check_home
from flows.cli import app
from flows.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    source = corpus.write(tmp_path / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(2)})
    short_run(source, tmp_path / "home")
    return Settings(home=tmp_path / "home")


def test_a_sound_home(settings: Settings) -> None:
    told = check_home(settings, read_data=True)
    assert "is sound: 1 commits" in told
    assert "every byte read" in told
    assert "rebuild" not in told
    settings.warehouse_file.unlink()
    assert check_home(settings, read_data=False).endswith("depesche rebuild")


def test_damage_is_an_error_that_names_each_file(settings: Settings) -> None:
    path = next((settings.lake_folder / "rows").glob("*/articles/*.parquet"))
    content = bytearray(path.read_bytes())
    content[9] ^= 1
    path.write_bytes(content)
    settings.warehouse_file.write_bytes(b"torn")
    with pytest.raises(DamageError, match=r"^2 of the files") as damage:
        check_home(settings, read_data=True)
    assert f"{path} (commit 1" in str(damage.value)
    assert f"{settings.warehouse_file} is damaged" in str(damage.value)
    result = CliRunner().invoke(app, ["check", "--read-data"], env={"DEPESCHE_HOME": str(settings.home)})
    assert result.exit_code == 1
    assert str(path) in result.stderr
