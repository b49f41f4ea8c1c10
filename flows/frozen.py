"""Frozen: spare the collector what was loaded to stay, for as long as the process lasts."""

from __future__ import annotations

import atexit
import gc


def freeze() -> None:
    """Let the collector walk no more over what there is now; it is collected when the process ends.

    Python does not collect at its end what is still frozen then. Modules and all that hangs from them would be left
    as they are, and DuckDB 2.0's binding tells on stderr, where the log goes, of each of its objects that is left.
    """
    gc.freeze()
    atexit.register(gc.unfreeze)
