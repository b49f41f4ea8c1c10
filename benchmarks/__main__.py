"""``python -m benchmarks [--quick] [--source DIR] [--only SUBJECT …] [--out FILE]``: measure, write docs/benchmarks.md.

Without a source the sample is measured, each article many times over with other numbers in it, so that nothing
is a copy of anything; name a folder of real news for figures that mean something.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import coding, copies, large, listing, reading, rivals, startup, times, upserts
from benchmarks.measuring import FULL, QUICK, TINY, Scale, Section, load, machine
from news.sources.folder import Folder

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
SAMPLE = ROOT / "data" / "sample"
TIMES_OVER = 20
SIZES = {"full": FULL, "quick": QUICK, "tiny": TINY}
Subject = Callable[[Scale, Path, Path, Sequence[str]], Section]
SUBJECTS: Mapping[str, Subject] = {
    "reading": lambda scale, _, source, __: reading.section(scale, source),
    "times": lambda scale, _, __, bodies: times.section(scale, bodies),
    "copies": lambda scale, _, __, bodies: copies.section(scale, bodies),
    "coding": lambda scale, folder, source, _: coding.section(
        _first(source, folder / "few", scale.texts + coding.WARMING), folder
    ),
    "listing": lambda scale, folder, _, __: listing.section(scale, folder),
    "upserts": lambda scale, folder, _, __: upserts.section(scale, folder),
    "startup": lambda scale, folder, _, __: startup.section(scale, folder),
    "large": lambda scale, folder, _, __: large.section(scale, folder.parent),
    "rivals": lambda scale, folder, _, __: rivals.section(scale, folder.parent),
}
"""Subject -> what measures it, in the order of the page; it gets a folder of its own, and the texts to read."""


def main() -> None:
    """Measure, print and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, help="folder of news texts")
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--only", nargs="+", choices=SUBJECTS, default=list(SUBJECTS), metavar="SUBJECT")
    parser.add_argument("--most", type=int, help="texts that are read at most; the coding takes less")
    parser.add_argument("--large", type=int, help="articles of the large warehouse")
    parser.add_argument("--work", type=Path, help="folder for what is made; without it one that is removed")
    parser.add_argument("--out", type=Path, help="file of the page; without it none is written")
    options = parser.parse_args()
    scale = SIZES[options.size]
    scale = replace(scale, large_articles=options.large or scale.large_articles)
    with tempfile.TemporaryDirectory(dir=options.work) as temporary:
        folder = options.work or Path(temporary)
        source = options.source or _many(Path(temporary) / "sample", options.most or scale.texts * 5)
        kind = (
            "real news texts"
            if options.source
            else "those of data/sample, and again with a number behind each longer word"
        )
        page = _opening(kind)
        sys.stdout.write(page)
        if options.most and options.source:
            source = _first(source, Path(temporary) / "texts", options.most)
        bodies = reading.bodies_of(Folder(source).list("*.txt").files)
        for name in options.only:
            own = folder / name
            shutil.rmtree(own, ignore_errors=True)
            own.mkdir(parents=True)
            before = load()
            section = SUBJECTS[name](scale, own, source, bodies).to_markdown()
            section += f"\nLoad of the machine while this was measured: {before:.1f} to {load():.1f}.\n"
            sys.stdout.write(f"\n{section}")
            sys.stdout.flush()
            page += f"\n{section}"
    if options.out:
        options.out.write_text(page, encoding="utf-8")


def _opening(kind: str) -> str:
    return f"""# Benchmarks

Written by `make bench`. Ratios are what counts: all figures of a table come from one run on one machine, side by side.
A load above its cores (below each table) means that other work slowed all of them down, and ratios between one and two
processes most. Texts: {kind}.

{machine()}
"""


def _first(source: Path, folder: Path, count: int) -> Path:
    """A folder of so many of the texts, taken from all parts of the source."""
    files = Folder(source).list("*.txt").files
    folder.mkdir(parents=True, exist_ok=True)
    for file in files[:: max(1, len(files) // count)][:count]:
        path = source / file.source_file
        shutil.copy2(path, folder / path.name)
    return folder


def _many(folder: Path, count: int) -> Path:
    folder.mkdir()
    paths = sorted(SAMPLE.glob("*.txt"))
    for made in range(count):
        path, number = paths[made % len(paths)], made // len(paths)
        text = path.read_text(encoding="utf-8")
        header = re.match(r" date \S+ ", text)
        head, body = (header.group(), text[header.end() :]) if header else ("", text)
        other = re.sub(r"\b(\w{5,})\b", rf"\g<1>{number}", body) if number else body
        (folder / f"{path.stem}-{number}.txt").write_text(head + other, encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
