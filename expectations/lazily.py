"""Lazily: import a library without those of its own imports that it only looks at where they are used."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


def import_lazily(name: str, postponed: tuple[str, ...], hidden: tuple[str, ...] = ()) -> ModuleType:
    """Import a module; those ``postponed`` are imported when one of their attributes is first asked for.

    Those ``hidden`` are to it as if they were not installed, which it has to be made for; to others they are there.

    Modules that are there already, or that are not installed, are left as they are. (importlib's own LazyLoader
    would load them at the first ``import`` that names them, before Python 3.12.)
    """
    for later in postponed:
        if later not in sys.modules and (spec := importlib.util.find_spec(later)):
            sys.modules[later] = _stand_in(spec)
    concealed = [other for other in hidden if other not in sys.modules]
    sys.modules.update(dict.fromkeys(concealed))  # type: ignore[arg-type] # None: Python's own word for it
    try:
        return importlib.import_module(name)
    finally:
        for other in concealed:
            del sys.modules[other]


def _stand_in(spec: ModuleSpec) -> ModuleType:
    """A module that becomes the real one when it is first asked for anything."""
    module = ModuleType(spec.name)
    module.__spec__ = spec
    module.__file__ = spec.origin
    module.__path__ = list(spec.submodule_search_locations or ())

    def real(attribute: str) -> Any:
        if attribute.startswith("__"):  # who looks over all modules wants nothing of this one
            raise AttributeError(attribute)
        if sys.modules.get(spec.name) is module:
            del sys.modules[spec.name]
        return getattr(importlib.import_module(spec.name), attribute)

    module.__dict__["__getattr__"] = real
    return module
