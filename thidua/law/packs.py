"""The packs on the shelf, and the one that speaks on a day: ``packs.on(day, authority)``."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from thidua.base.days import written
from thidua.base.refusal import Refused
from thidua.law import reader
from thidua.law.pack import Pack
from thidua.law.rows import Level

SHELF = Path(__file__).parent / "packs"
NATIONAL = "vn"


@dataclass(frozen=True)
class Authority:
    """Who decides: a level, and the id of the ministry's or province's pack, if it has one."""

    level: Level | str
    place: str = ""


@cache
def shelf(folder: Path = SHELF) -> dict[str, reader.Sheet]:
    """Read every pack of a folder once; raise ``reader.PackError`` when one is not as it must be."""
    sheets = {path.parent.name: reader.read(path.parent) for path in sorted(folder.glob("*/pack.yaml"))}
    if NATIONAL not in sheets:
        raise reader.PackError(f"{folder}: no pack {NATIONAL}")
    for sheet in sheets.values():
        if sheet.over not in ("", NATIONAL) or (not sheet.over and sheet.id != NATIONAL):
            raise reader.PackError(f"{sheet.id}: lies over {sheet.over!r}, not over {NATIONAL}")
        reader.check_references(sheet, sheets[NATIONAL])
    return sheets


def last_day(folder: Path = SHELF) -> date:
    """Give the last day for which there is law."""
    return date.fromordinal(shelf(folder)[NATIONAL].until.toordinal() - 1)


@lru_cache(maxsize=1024)
def _pack(day: date, place: str, folder: Path) -> Pack:
    sheets = shelf(folder)
    national = sheets[NATIONAL]
    if not national.start <= day < national.until:
        raise Refused(
            f"Ngày {written(day)}: chưa có dữ liệu luật cho ngày này (dữ liệu có từ {written(national.start)} đến hết "
            f"{written(last_day(folder))}). Hãy nhờ quản trị nạp gói luật mới."
        )
    local = sheets.get(place) if place != NATIONAL else None
    over = [local] if local is not None and local.start <= day < local.until else []
    return Pack(day, tuple(over), national)


def on(day: date, authority: Authority | None = None, *, folder: Path = SHELF) -> Pack:
    """Give the law of a day, the authority's own pack over the national one.

    A day without law is refused: nothing is guessed. An authority without a pack has the national one.
    """
    return _pack(day, authority.place if authority else "", folder)
