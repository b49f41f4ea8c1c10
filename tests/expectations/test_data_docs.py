"""Pages load what lies beside them."""

from __future__ import annotations

import re
from pathlib import Path

from great_expectations.render import view

from expectations.data_docs import RENAMED, VENDOR, offline

TEMPLATES = Path(view.__file__).parent / "templates"


def test_styles_and_scripts_come_from_beside_the_page() -> None:
    html = (
        '<link rel="shortcut icon" href="../../../static/images/favicon.ico" type="image/x-icon"/>'
        '<link rel="stylesheet" href="https://a.example/bootstrap/4.3.1/css/bootstrap.min.css"/>'
        '<script src="https://b.example/x/bootstrap.min.js" integrity="sha" crossorigin="anonymous"></script>'
        '<script src="https://c.example/npm/vega@5"></script>'
        '<link rel="stylesheet" href="https://d.example/bootstrap-prefers-dark.css">'
        '<link rel="stylesheet" href="https://d.example/font-awesome/6.6.0/css/all.min.css">'
        '<img class="x" src="https://e.example/logo-long.png?d=1&dataContextId=7" alt="">'
        '<a href="https://greatexpectations.io">Great Expectations</a>'
        '<footer>\n  <p>Stay <a href="https://f.example/newsletter?x=y">Subscribe</a></p>\n</footer>'
    )
    assert offline(html, "../") == (
        '<link rel="shortcut icon" href="../static/images/favicon.ico" type="image/x-icon"/>'
        '<link rel="stylesheet" href="../static/vendor/bootstrap.min.css">'
        '<script src="../static/vendor/bootstrap.min.js"></script>'
        '<link rel="stylesheet" href="../static/vendor/dark.css">'
        '<link rel="stylesheet" href="../static/vendor/icons.css">'
        '<img class="x" src="../static/images/logo-long.png" alt="">'
        '<a href="https://greatexpectations.io">Great Expectations</a>'
    )


def test_all_that_the_templates_load_is_vendored_or_not_needed() -> None:
    loaded = re.compile(r"<(?:script|link)[^>]*(?:src|href)=\"https?://[^\"]*?/([^/\"]+)\"")
    names = {name for page in TEMPLATES.glob("*.j2") for name in loaded.findall(page.read_text())}
    vendored = {path.name for path in VENDOR.iterdir()}
    left_out = {"vega@5", "vega-lite@5", "vega-embed@6", "all.min.css"}
    assert names - vendored - left_out == RENAMED.keys()


def test_each_vendored_file_has_its_licence() -> None:
    owners = {path.stem for path in (VENDOR / "licences").iterdir()}
    for path in VENDOR.glob("*.min.*"):
        assert any(path.name.startswith(owner) for owner in owners), path
