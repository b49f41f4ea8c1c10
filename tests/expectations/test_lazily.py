"""Postponed modules are imported when they are asked for, and not before."""

from __future__ import annotations

import subprocess
import sys

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


def test_a_postponed_module_is_loaded_at_its_first_use() -> None:
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)


def test_great_expectations_starts_without_what_it_does_not_use_here() -> None:
    script = (
        "import sys; from expectations.context import POSTPONED, load_great_expectations;"
        " load_great_expectations();"
        " sys.exit(sum(len(vars(sys.modules[name])) > 10 for name in POSTPONED))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
