"""Which language engines there are and of what version, told without loading one (that takes seconds)."""

from __future__ import annotations

import json
from importlib import metadata, util
from pathlib import Path

MODELS = Path(__file__).parent / "language" / "models"
RULES = "none"
RULES_VERSION = "1"
UNNAMED = {"name": "pipeline", "version": "0.0.0"}
"""What spaCy says of a pipeline without meta.json."""


class UnknownEngineError(ValueError):
    """The setting names a language engine that is not there or does not load; the message says what there is."""

    exit_code = 2

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"there is no language engine {name!r}; set DEPESCHE_MODEL to one of {', '.join(engines())}, "
            f"to the folder of a spaCy pipeline or to an installed one ({' '.join(reason.split())})"
        )


def engines() -> list[str]:
    """Names of the engines of this installation, the default first."""
    shipped = sorted(path.parent.name for path in MODELS.glob("*/meta.json"))
    return [*shipped, RULES]


def check_engine(name: str) -> None:
    """Say whether an engine of that name can be found: UnknownEngineError if not."""
    if name not in engines() and not _is_package(name) and not (Path(name) / "config.cfg").is_file():
        raise UnknownEngineError(name, "neither an installed package nor the folder of one")


def engine_version(name: str) -> str:
    """Name and version of an engine as the rows record it: ``news.language.model_version`` of the loaded one."""
    if name == RULES:
        return f"{RULES}-{RULES_VERSION}"
    try:
        meta = UNNAMED | json.loads((_folder(name) / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        meta = UNNAMED
    return f"{meta['name']}-{meta['version']}"


def _folder(name: str) -> Path:
    if name in engines():
        return MODELS / name
    found = util.find_spec(name) if _is_package(name) else None
    return Path(found.origin).parent if found and found.origin else Path(name)


def _is_package(name: str) -> bool:
    try:
        return bool(metadata.distribution(name))
    except (metadata.PackageNotFoundError, ValueError):
        return False
