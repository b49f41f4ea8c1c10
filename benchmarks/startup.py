"""Start-up: how soon the commands answer on the sample, and what memory they take."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from benchmarks.measuring import Scale, Section, command

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
COMMANDS = (
    ("bare Python", ("-c", "pass")),
    ("depesche --help", ("-m", "flows", "--help")),
    ("depesche sql 'SELECT 1'", ("-m", "flows", "sql", "SELECT 1")),
    ("depesche status", ("-m", "flows", "status")),
    ("depesche check", ("-m", "flows", "check")),
    ("depesche run, nothing new", ("-m", "flows", "run", "--source", str(SAMPLE))),
)


def section(scale: Scale, folder: Path) -> Section:
    """The table of commands, on the ingested sample."""
    settings = {"DEPESCHE_HOME": str(folder / "home"), "DEPESCHE_MODEL": "fast"}
    first = command([sys.executable, "-m", "flows", "run", "--source", str(SAMPLE)], settings)
    found = {
        name: [command([sys.executable, *arguments], settings) for _ in range(scale.starts)]
        for name, arguments in COMMANDS
    }
    bare = median(taken for taken, _ in found["bare Python"])
    repeated = f"medians of {scale.starts}" if scale.starts > 1 else "one measurement each"
    return Section(
        "Start-up",
        f"Each command from start to end in a new process, on the warehouse of the sample; {repeated}."
        f" The sample's first run, with the fast engine, took {first[0]:.1f} s and {first[1]:,.0f} MB.",
        ("command", "seconds", "above bare Python", "peak MB"),
        [
            (
                name,
                f"{median(t for t, _ in runs):.2f}",
                f"{median(t for t, _ in runs) - bare:.2f}",
                f"{median(m for _, m in runs):,.0f}",
            )
            for name, runs in found.items()
        ],
        "importing modules: Python reads and runs each once; `run` starts Prefect's own server, which is most of it.",
    )
