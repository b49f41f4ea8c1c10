"""Data Docs without a network: the pages of Great Expectations load what lies beside them, and nothing else.

Its templates name styles and scripts on content delivery networks, and pictures whose addresses tell who looks. Here
the pages are rewritten to load copies from ``static/vendor`` (expectations/vendor, with their licences); what the
project's pages do not need (charts, which only profiles have; an icon font) is left out, and the six icons are letters.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
VENDORED = "static/vendor"
"""Where the copies lie in a site; every page that was rewritten names it."""
LOADED = re.compile(
    r"<script[^>]*\ssrc=\"https?://[^\"]+\"[^>]*>\s*</script>|<link[^>]*\shref=\"https?://[^\"]+\"[^>]*>"
)
ADDRESS = re.compile(r"(?:src|href)=\"https?://[^\"]*?/([^/\"?]+)(?:\?[^\"]*)?\"")
PICTURE = re.compile(r"src=\"https?://[^\"]*?/([^/\"?]+\.(?:png|gif|svg))(?:\?[^\"]*)?\"")
BACKGROUND = re.compile(r"url\(['\"]?https?://[^)'\"]*?/([^/)'\"?]+\.(?:png|gif|svg))(?:\?[^)'\"]*)?['\"]?\)")
NEWSLETTER = re.compile(
    r"<footer>\s*<p>[^<]*<a href=\"https?://[^\"]*newsletter[^\"]*\">[^<]*</a>\s*</p>\s*</footer>"
)
"""It lies over the last lines of a page."""
PICTURES = {"full_logo_dark.png": "logo-long.png"}
"""Pictures that only lie on the network -> those beside the pages that are shown instead."""
RENAMED = {
    "bootstrap-table-filter-control.css": "bootstrap-table-filter-control.min.css",
    "bootstrap-prefers-dark.css": "dark.css",
}
FAVICON = re.compile(r"href=\"[./]*static/images/favicon\.ico\"")
"""Its path is wrong on the pages of validations."""
ICONS = "icons.css"


def make_offline(site: Path) -> None:
    """Rewrite the pages of a site that load anything from the network, all that were not rewritten yet."""
    shutil.copytree(VENDOR, site / VENDORED, dirs_exist_ok=True)
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if VENDORED in text:
            continue
        up = "../" * len(page.relative_to(site).parent.parts)
        page.write_text(offline(text, up), encoding="utf-8")


def offline(html: str, up: str) -> str:
    """A page that loads nothing from the network; ``up`` leads from its folder to the site's."""

    def local(match: re.Match[str]) -> str:
        name = _name(match[0])
        if name is None:
            return ""
        if name.endswith(".css"):
            return f'<link rel="stylesheet" href="{up}static/vendor/{name}">'
        return f'<script src="{up}static/vendor/{name}"></script>'

    def picture(match: re.Match[str]) -> str:
        return f'src="{up}static/images/{PICTURES.get(match[1], match[1])}"'

    def background(match: re.Match[str]) -> str:
        return f"url('{up}static/images/{PICTURES.get(match[1], match[1])}')"

    html = FAVICON.sub(f'href="{up}static/images/favicon.ico"', NEWSLETTER.sub("", html))
    return BACKGROUND.sub(background, PICTURE.sub(picture, LOADED.sub(local, html)))


def _name(tag: str) -> str | None:
    """The vendored file that a tag is to load; None where the pages need none."""
    found = ADDRESS.search(tag)
    name = found[1] if found else ""
    if "font-awesome" in tag:
        return ICONS
    name = RENAMED.get(name, name)
    return name if (VENDOR / name).is_file() else None
