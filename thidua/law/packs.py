"""The packs on the shelf, and the one that speaks on a day: ``packs.on(day, authority)``."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from thidua.base.days import written
from thidua.base.refusal import Refused
from thidua.law import acts, reader
from thidua.law.pack import Pack
from thidua.law.rows import Level
from thidua.law.rulings import Standing

SHELF = Path(__file__).parent / "packs"
NATIONAL = "vn"


@dataclass(frozen=True)
class Authority:
    """Who decides: a level, and the codes of its unit and the units above it, the nearest first.

    A local pack is named by the code of the ministry or province it belongs to; units below it have the same law.
    """

    level: Level | str
    places: tuple[str, ...] = ()


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
def _pack(day: date, places: tuple[str, ...], folder: Path) -> Pack:
    sheets = shelf(folder)
    national = sheets[NATIONAL]
    if not covers(day, folder):
        raise Refused(
            f"Ngày {written(day)}: chưa có dữ liệu luật cho ngày này (dữ liệu có từ {written(national.start)} đến hết "
            f"{written(last_day(folder))}). Hãy nhờ quản trị nạp gói luật mới."
        )
    local = [sheets[place] for place in places if place != NATIONAL]
    return Pack(day, tuple(sheet for sheet in local if sheet.start <= day < sheet.until), national)


def covers(day: date, folder: Path = SHELF) -> bool:
    """Say whether there is law for a day, for those who would rather ask than be refused."""
    national = shelf(folder)[NATIONAL]
    return national.start <= day < national.until


def act_in_force(number: str, day: date, folder: Path = SHELF) -> Standing:
    """Say whether an act is in force on any day, also one without a pack: acts carry their own days."""
    return acts.standing(number, day, {act.id: act for act in shelf(folder)[NATIONAL].rows["acts"]})


def on(day: date, authority: Authority | None = None, *, folder: Path = SHELF) -> Pack:
    """Give the law of a day, the packs of the authority's places over the national one, the nearest on top.

    A day without law is refused: nothing is guessed. An authority without a pack has the national one.
    """
    known = shelf(folder)
    places = tuple(place for place in authority.places if place in known) if authority else ()
    return _pack(day, places, folder)
