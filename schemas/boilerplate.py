"""Boilerplate: what reading cut from the raw texts, with the reason. Nothing of a file is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schemas.column import Column
from schemas.table import Table

BOILERPLATE_KINDS = {
    "advert": "An advertisement, or the mark that one follows.",
    "byline": "Who wrote the article.",
    "caption": "The caption of a picture, or its credit.",
    "comment": "An invitation to comment, or the rules of commenting.",
    "contact": "Addresses and numbers for readers and press.",
    "cookie": "A question for consent, or a notice about embedded content.",
    "copyright": "Who holds the rights.",
    "credit": "The agencies or the desk that the text comes from.",
    "dateline": "Place and agency in front of the first sentence.",
    "kicker": "The overline that stands above the headline.",
    "list": "Headlines of other articles in a list, with the heading of the list.",
    "media": "A pointer to a video, a podcast or the text read aloud.",
    "navigation": "Menus, paths, buttons and bare links of the page.",
    "newsletter": "An invitation to a newsletter or an app.",
    "note": "A remark of the desk about the text: corrected, first published elsewhere, shortened.",
    "recurring": "A short line that many articles share.",
    "repeated": "The headline or the lead once more.",
    "sharing": "Buttons and invitations to share the article.",
    "subscription": "A pay wall or an invitation to subscribe.",
    "teaser": "A pointer to another article.",
    "timestamp": "When the page was published, changed, or how long reading takes.",
}
"""Kind -> what it means. A closed vocabulary: a new kind is added here first."""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A piece of a raw text that is no part of the article."""

    article_id: Annotated[str, Column("The article that the file gave.", references="articles.article_id")]
    text_start: Annotated[
        int,
        Column("Offset of the piece's first character in the decoded raw text (not in the body).", minimum=0),
    ]
    text_end: Annotated[
        int, Column("Offset behind the piece's last character in the decoded raw text.", minimum=1)
    ]
    kind: Annotated[str, Column("Why the piece is no part of the article.", values=tuple(BOILERPLATE_KINDS))]
    text: Annotated[str, Column("The piece as it stands in the decoded raw text.")]


BOILERPLATE = Table(
    "boilerplate",
    Boilerplate,
    grain="One row per piece of a raw text that was cut from the article.",
    key=("article_id", "text_start"),
    owner="article_id",
)
