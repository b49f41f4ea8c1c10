"""Check what a home folder holds: the lake against its commits, and whether the warehouse can be read."""

from __future__ import annotations

from flows.settings import Settings
from flows.sources import require_copy
from warehouse.check import check_lake
from warehouse.lake import Lake
from warehouse.publish import is_stale, published


class DamageError(Exception):
    """Files are damaged or gone; the message names each and says what to do."""


def check_home(settings: Settings, *, read_data: bool) -> str:
    """Say in a line that all is sound; DamageError names what is not, LakeError where no lake is here to be checked."""
    require_copy(settings)
    lake = Lake(settings.lake_folder)
    broken = check_lake(lake, read_data=read_data)
    warehouse = settings.warehouse_file
    if warehouse.exists() and published(warehouse) is None:
        broken.append(f"{warehouse} is damaged or was made by other code; make it anew: depesche rebuild")
    if broken:
        raise DamageError(
            "\n".join([f"{len(broken)} of the files in {settings.home} are not sound:", *broken])
        )
    commits = lake.commits()
    files = [file for commit in commits for found in commit.files.values() for file in found]
    size = sum(file.byte_count or 0 for file in files)
    looked = "every byte read" if read_data else "sizes compared; --read-data reads every byte"
    behind = "; the warehouse does not show all of it: depesche rebuild" if is_stale(lake, warehouse) else ""
    counts = f"{len(commits)} commits, {len(files)} files, {size} bytes"
    return f"{settings.lake_folder} is sound: {counts} ({looked}){behind}"
