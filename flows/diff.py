"""Show how events differ between two runs: the counts first, then a row for each, in a form."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pyarrow as pa

from flows.forms import counted, require_file, write_answer
from flows.settings import Settings
from flows.sources import require_copy
from warehouse.diff import State, diff_events, find_state, states
from warehouse.lake import Lake


def show_diff(settings: Settings, before: str, after: str, form: str, out: Path | None) -> None:
    """Print what differs between the states that two texts mean (``warehouse.diff.find_state``).

    The counts go to stdout above a table, and to stderr where the rows are for machines.
    """
    require_file(form, out)
    require_copy(settings)
    lake = Lake(settings.lake_folder)
    known = states(lake)
    one, other = find_state(known, before), find_state(known, after)
    found = diff_events(lake, one.version, other.version)
    for_people = form == "table" and out is None
    print(describe_diff(one, other, found), file=sys.stdout if for_people else sys.stderr)
    if found.num_rows or not for_people:
        write_answer(found, form, out)


def describe_diff(before: State, after: State, found: pa.Table) -> str:
    """What differs, counted by change and by reason."""
    lines = [f"{_told(before)} -> {_told(after)}"]
    if not found.num_rows:
        return f"{lines[0]}\nNo event differs."
    changes = Counter(found["change"].to_pylist())
    reasons = Counter(reason for several in found["reasons"].to_pylist() for reason in several)
    lines.append(
        f"{counted(found.num_rows, 'event')}: "
        + ", ".join(f"{n} {change}" for change, n in sorted(changes.items()))
    )
    lines += [f"  {n:>6}  {reason}" for reason, n in reasons.most_common()]
    lines += sorted({f"  {detail}" for detail in found["detail"].to_pylist() if detail})
    return "\n".join(lines)


def _told(state: State) -> str:
    return f"run {state.run_id} ({state.finished_at:%Y-%m-%d %H:%M} UTC)"
