"""Write the pages that derive from the code, or with ``--check`` say which of them are out of date.

``python docs/generate.py [--check]``; exit code 1 where a page is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(
    0, str(Path(__file__).parent.parent)
)  # runs as a script too, with the code of its own checkout

from docs.answers import answered
from docs.data_dictionary import data_dictionary
from docs.expectation_list import expectation_list
from docs.readme import readme
from docs.reference import env_example, reference
from docs.sample_warehouse import make_sample_warehouse

ROOT = Path(__file__).parent.parent


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page and what it should hold now."""
    yield ROOT / "docs" / "data_dictionary.md", data_dictionary()
    yield ROOT / "docs" / "reference.md", reference()
    yield ROOT / "docs" / "expectations.md", expectation_list()
    yield ROOT / ".env.example", env_example()
    yield ROOT / "pages" / "gold.toml", (ROOT / "tests" / "gold" / "floor.toml").read_text(encoding="utf-8")
    with TemporaryDirectory() as home:
        warehouse = make_sample_warehouse(Path(home))
        page = ROOT / "README.md"
        yield page, readme(page.read_text(encoding="utf-8"), warehouse)
        page = ROOT / "docs" / "cookbook.md"
        yield page, answered(page.read_text(encoding="utf-8"), warehouse)


def outdated() -> list[tuple[Path, str]]:
    """The pages that do not hold what they should, with what they should hold."""
    return [(page, text) for page, text in pages() if not page.exists() or page.read_text("utf-8") != text]


def main(arguments: list[str]) -> int:
    """Write or check; return the exit code."""
    found = outdated()
    if "--check" in arguments:
        for page, _ in found:
            print(f"{page.relative_to(ROOT)} is out of date; run: make docs", file=sys.stderr)
        return 1 if found else 0
    for page, text in found:
        page.write_text(text, encoding="utf-8")
        print(f"wrote {page.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
