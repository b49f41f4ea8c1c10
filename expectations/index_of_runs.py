"""The index of Data Docs, without reading the results of all kept runs through their schemas for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from great_expectations.render.renderer.site_builder import DefaultSiteIndexBuilder


class IndexOfRuns(DefaultSiteIndexBuilder):
    """Great Expectations' index; of each result it reads what the index shows, whether all was met."""

    def _add_validations_to_index_links(
        self, index_links_dict: dict[str, Any], validation_and_profiling_result_site_keys: Sequence[Any]
    ) -> None:
        store: Any = self.data_context.validation_results_store
        add: Any = self.add_resource_info_to_index_links_dict
        for key in sorted(
            validation_and_profiling_result_site_keys, key=lambda key: key.run_id.run_time, reverse=True
        ):
            told = json.loads(store.store_backend.get(store.key_to_tuple(key)))
            add(
                index_links_dict,
                key.expectation_suite_identifier.name,
                "validations",
                batch_identifier=key.batch_identifier,
                run_id=key.run_id,
                validation_success=told["success"],
                run_time=key.run_id.run_time,
                run_name=key.run_id.run_name,
                asset_name=told["meta"]["active_batch_definition"]["data_asset_name"],
                batch_kwargs={},
                batch_spec={},
            )


@contextmanager
def indexed_quickly(context: Any) -> Iterator[None]:
    """Data Docs that are built within get this index; the file of the project keeps the one that it names."""
    sites = context.config.data_docs_sites
    named = {name: site.get("site_index_builder") for name, site in sites.items()}
    for site in sites.values():
        site["site_index_builder"] = {"class_name": IndexOfRuns.__name__, "module_name": __name__}
    try:
        yield
    finally:
        for name, site in sites.items():
            site["site_index_builder"] = named[name]
