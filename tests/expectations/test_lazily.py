"""Postponed modules are imported when they are asked for, and not before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from expectations.lazily import import_lazily

named = import_lazily("statistics", ("colorsys", "no_such"))
assert "no_such" not in sys.modules
stand_in = sys.modules["colorsys"]
import colorsys
assert "hls_to_rgb" not in vars(stand_in)
assert colorsys.hls_to_rgb(0, 0, 0) == (0, 0, 0)
assert sys.modules["colorsys"] is not stand_in
from colorsys import rgb_to_hsv
assert stand_in.rgb_to_hsv is rgb_to_hsv
assert named.mean([1, 3]) == 2
"""


HIDING = """
import sys
from expectations.lazily import import_lazily

import colorsys
sys.path.insert(0, sys.argv[1])
asker = import_lazily("asker", (), ("decimal", "colorsys"))
assert asker.found == ["colorsys"], asker.found
import decimal
assert sys.modules["colorsys"] is colorsys
"""
ASKER = """
found = []
for name in ("colorsys", "decimal"):
    try:
        __import__(name)
    except ImportError:
        continue
    found.append(name)
"""


def test_a_hidden_module_is_missing_to_the_import_alone(tmp_path: Path) -> None:
    (tmp_path / "asker.py").write_text(ASKER)
    subprocess.run([sys.executable, "-c", HIDING, str(tmp_path)], check=True)


def test_a_postponed_module_is_loaded_at_its_first_use() -> None:
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)


def test_great_expectations_starts_without_what_it_does_not_use_here() -> None:
    script = (
        "import sys; from expectations.context import HIDDEN, POSTPONED, load_great_expectations;"
        " load_great_expectations();"
        " sys.exit(sum(len(vars(sys.modules[name])) > 10 for name in POSTPONED)"
        " + sum(name in sys.modules for name in HIDDEN))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
