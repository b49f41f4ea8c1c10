"""Say how many published articles other versions of code, model, lexicon or knowledge would code now."""

from __future__ import annotations

import duckdb

from flows.settings import Settings
from news.engines import UnknownEngineError, engine_version
from news.knowledge.own import use
from news.knowledge.tables import KnowledgeError
from news.versions import Versions, versions
from warehouse.query import open_warehouse

STALE = {
    "code": "c.code_version <> $code",
    "model": "c.model_version <> $model",
    "lexicon": "c.lexicon_version <> $lexicon",
    "own knowledge": "c.knowledge_version IS DISTINCT FROM $knowledge",
    "unrecorded versions": "c.article_id IS NULL",
}
"""What can be another version -> when it is, of an article with its coding ``c``."""
JOINED = "{articles} AS a LEFT JOIN {codings} AS c USING (article_id)"


def versions_now(settings: Settings) -> Versions:
    """The versions by which a run with these settings codes, without loading its model."""
    return versions(engine_version(settings.model))


def stale_query(select: str, articles: str, codings: str) -> str:
    """SQL over the articles that other versions would code now; ``parameters`` gives its values."""
    coalesced = " OR ".join(f"coalesce({condition}, false)" for condition in STALE.values())
    return f"SELECT {select} FROM {JOINED.format(articles=articles, codings=codings)} WHERE {coalesced}"


def parameters(now: Versions) -> dict[str, str | None]:
    """The values of ``stale_query``."""
    return {"code": now.code, "model": now.model, "lexicon": now.lexicon, "knowledge": now.knowledge}


def stale_counts(settings: Settings) -> dict[str, int]:
    """What is another version now -> how many published articles it concerns; ``articles`` counts each once.

    KnowledgeError and UnknownEngineError where the settings name what cannot be used.
    """
    use(settings.knowledge_folders)
    kinds = [f"count(*) FILTER (WHERE {condition})" for condition in STALE.values()]
    query = stale_query(", ".join(["count(*)", *kinds]), "main.articles", "main.codings")
    if not settings.warehouse_file.exists():
        return {}
    with open_warehouse(settings.warehouse_file) as connection:
        try:
            total, *counts = connection.execute(query, parameters(versions_now(settings))).fetchone() or (0,)
        except duckdb.CatalogException:  # built before codings were recorded
            (total,) = connection.execute("SELECT count(*) FROM articles").fetchone() or (0,)
            counts = [*[0] * (len(STALE) - 1), total]
    found = {kind: count for kind, count in zip(STALE, counts, strict=False) if count}
    return {"articles": total, **found} if total else {}


def stale_hint(settings: Settings) -> str | None:
    """One line for people about stale articles; null where there are none."""
    try:
        counts = stale_counts(settings)
    except (KnowledgeError, UnknownEngineError) as error:
        return str(error)
    total = counts.pop("articles", 0)
    if not total:
        return None
    kinds = ", ".join(f"{kind}: {count}" for kind, count in counts.items())
    were = "1 article was" if total == 1 else f"{total} articles were"
    return f"{were} coded by other versions than hold now ({kinds}); depesche run --recode codes them again"
