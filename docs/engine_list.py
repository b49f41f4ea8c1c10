"""The language engines: what ships, how good it measures, and how the labels of other pipelines are mapped."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from docs.markdown import code, table
from news.engines import MODELS
from news.language.labels import label_mapping, relation_mapping

INTRO = """`DEPESCHE_MODEL` names what reads the texts. The engines that ship are trained in `training/`, whose model
card says on what, and how the figures came about: names are strict spans of PER, LOC and ORG on raw sentences,
attachment is on given words, labels without subtypes; both on sentences that training did not see. `none` has no
statistical model: it knows the gazetteer's names and persons behind an office, and gives no parse."""
MAPPING = """Any other value is the folder of a spaCy pipeline or an installed package, such as `de_core_news_lg`. It
must give sentences, word classes, lemmas, a parse and names. Its labels are mapped by `news/language/labels.tsv`; a
name with any other label is dropped. Dependencies of the TIGER scheme get the nearest relation of Universal
Dependencies by `news/language/relations.tsv`: the relation changes, the head stays."""


def engine_list() -> str:
    """The section of the reference on language engines."""
    labels: dict[str, list[str]] = defaultdict(list)
    for foreign, own in label_mapping().items():
        labels[own].append(code(foreign))
    relations: dict[str, list[str]] = defaultdict(list)
    for foreign, own in relation_mapping().items():
        relations[own].append(code(foreign))
    return "\n\n".join(
        [
            INTRO,
            table(
                ["engine", "names, F1", "UPOS", "LAS", "articles a second and core", "MB"],
                (_engine(path.parent.name) for path in sorted(MODELS.glob("*/meta.json"))),
            ),
            MAPPING,
            table(["label", "labels mapped to it"], ((code(k), ", ".join(v)) for k, v in labels.items())),
            table(
                ["relation", "relations mapped to it"],
                ((code(k), ", ".join(v)) for k, v in sorted(relations.items())),
            ),
        ]
    )


def _engine(name: str) -> tuple[str, ...]:
    folder = MODELS / name
    figures: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["performance"]
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return (
        code(name),
        f"{figures['names']['PER+LOC+ORG']:.1f}",
        f"{figures['parse']['UPOS']:.1f}",
        f"{figures['parse']['LAS']:.1f}",
        f"{figures['articles_per_processor_second']:.0f}",
        f"{size / 1e6:.0f}",
    )
