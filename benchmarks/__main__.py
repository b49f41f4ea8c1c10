"""``python -m benchmarks [--source DIR] [--repeats N]``: measure and write docs/benchmarks.md.

Without a source the sample is measured, each article many times over with other numbers in it, so that nothing
is a copy of anything; name a folder of real news for figures that mean something.
"""

from __future__ import annotations

import argparse
import platform
import re
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks.reading import measure, peak_megabytes
from news.discover import discover

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
SAMPLE = ROOT / "data" / "sample"
TIMES_OVER = 20


def main() -> None:
    """Measure, print and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, help="folder of news texts")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = options.source or _many(Path(folder))
        page = describe(source, options.source is not None, options.repeats)
    options.out.write_text(page, encoding="utf-8")
    sys.stdout.write(page)


def describe(source: Path, is_real: bool, repeats: int) -> str:
    """The page."""
    count, stages, ratio = measure(source, "*.txt", repeats)
    files = discover(source, "*.txt").files
    few, all_of_them = peak_megabytes(files[: max(500, count // 10)]), peak_megabytes(files)
    total = sum(stage.seconds for stage in stages[1:])
    kind = "real news texts" if is_real else f"texts: data/sample, {TIMES_OVER} times over with other numbers"
    rows = "\n".join(
        f"| {s.name} | {s.seconds:.2f} | {count / s.seconds:,.0f} | {s.seconds / stages[0].seconds:.1f} |"
        for s in stages
    )
    return f"""# Benchmarks

Written by `make bench`. Ratios are what counts: all figures of a table come from one run on one machine.

Python {platform.python_version()}, Depesche {version("depesche")}, {platform.machine()}, {platform.system()}.

## Reading, cleaning, duplicates

{count:,} {kind}; processor seconds of one core, medians of {repeats}.

| stage | seconds | articles per second | times the bare loop |
| --- | ---: | ---: | ---: |
{rows}
| **all stages of Depesche** | {total:.2f} | {count / total:,.0f} | {ratio:.1f} |

Memory: the peak over {max(500, count // 10):,} files is {few:.1f} MB, over all {count:,} {all_of_them:.1f} MB
({all_of_them / few:.2f} times). The bare loop's limit is splitting into words; ours is the patterns of boilerplate and
credits, which look at every line, and the language's statistics over all bytes.
"""


def _many(folder: Path) -> Path:
    for path in sorted(SAMPLE.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        header = re.match(r" date \S+ ", text)
        head, body = (header.group(), text[header.end() :]) if header else ("", text)
        for number in range(TIMES_OVER):
            other = re.sub(r"\b(\w{5,})\b", rf"\1{number}", body)
            (folder / f"{path.stem}-{number}.txt").write_text(head + other, encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
