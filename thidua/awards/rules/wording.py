"""How an office writes its papers: symbol, place, who decides, how it signs. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from thidua.awards.kinds import DecisionKind
from thidua.base.days import written
from thidua.base.text import nfc, squeeze

if TYPE_CHECKING:
    from thidua.law.pack import Pack
    from thidua.movements.models import Plan

COMMITTEE = "Ủy ban nhân dân"
_LONG = {"UBND": COMMITTEE, "HĐND": "Hội đồng nhân dân"}
_LEVELS = r"(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)"
_SHORT = {"Ủy ban nhân dân": "UBND", "Hội đồng nhân dân": "HĐND"}
SIGNING = {"": "", "TM.": "thay mặt", "KT.": "ký thay", "Q.": "quyền", "TL.": "thừa lệnh", "TUQ.": "thừa ủy quyền"}


def full_name(unit: str) -> str:
    """Write the name of an office without short forms: “UBND xã Mẫu” gives “Ủy ban nhân dân xã Mẫu”."""
    first, _, rest = nfc(unit).partition(" ")
    return f"{_LONG[first]} {rest}" if first in _LONG and rest else nfc(unit)


def short_name(unit: str) -> str:
    """Write it as running text does: “UBND xã Mẫu”."""
    name = full_name(unit)
    for long, brief in _SHORT.items():
        if name.startswith(f"{long} "):
            return brief + name[len(long) :]
    return name


def is_committee(unit: str) -> bool:
    """Say whether the office is a people's committee, whose chair decides for it."""
    return full_name(unit).startswith(COMMITTEE)


def superior_of(unit: str, parent: str) -> str:
    """Name the office above in the letterhead; a people's committee stands alone."""
    return "" if is_committee(unit) or not parent else full_name(parent)


def place_of(unit: str) -> str:
    """Give the place a letter is dated at from the office's name; empty where the name does not say."""
    found = re.search(rf"\b{_LEVELS} (.+)$", nfc(unit), re.IGNORECASE)
    return found[2] if found else ""


def symbol_of(unit: str, kind: str) -> str:
    """Propose the symbol of a decision or a proposal letter: “QĐ-UBND”, “TTr-UBND”, “QĐ-STP”."""
    head = "TTr" if kind == DecisionKind.PROPOSE else "QĐ"
    if is_committee(unit):
        return f"{head}-UBND"
    own = re.split(rf" {_LEVELS}\b", nfc(unit))[0]
    letters = "".join(word[0] for word in own.split() if word[0].isalpha()).upper()
    return f"{head}-{letters}"


def decider_of(unit: str) -> str:
    """Name who decides: “Chủ tịch Ủy ban nhân dân xã Mẫu”, “Giám đốc Sở Tư pháp tỉnh Mẫu”."""
    name = full_name(unit)
    if is_committee(unit):
        return f"Chủ tịch {name}"
    return f"Giám đốc {name}" if name.startswith("Sở ") else f"Thủ trưởng {name}"


def signing_lines(unit: str, how: str, title: str) -> tuple[str, ...]:
    """Write the lines above a name: “TM. …”, “KT. CHỦ TỊCH” over “PHÓ CHỦ TỊCH”.

    A decision about awards is the chair's own, so a committee's chair signs without “TM.” unless the office says so.
    """
    chief = decider_of(unit).split(f" {full_name(unit)}")[0]
    own = title or chief
    if how == "TM.":
        return (f"TM. {full_name(unit)}".upper(), own.upper())
    if how in ("KT.", "TL.", "TUQ."):
        return (f"{how} {chief}".upper(), own.upper())
    return (f"Q. {chief}".upper(),) if how == "Q." else (own.upper(),)


def spoken(movement: str) -> str:
    """Write the name of a movement inside a sentence: “phong trào thi đua cải cách hành chính năm 2023”."""
    name = squeeze(movement)
    if len(name) > 1 and name[1].islower():  # not a short form such as CCHC
        name = name[0].lower() + name[1:]
    return name if name.startswith(("phong trào", "đợt thi đua")) else f"phong trào thi đua {name}"


def acts_on(pack: Pack) -> list[str]:
    """Name the acts in force on the day that every decision about awards rests on, with their days."""
    found = [act for act in pack.rows("acts") if act.is_regime or act.title == "Luật Thi đua, khen thưởng"]
    return [_act(act.name, act.title, act.signed) for act in found]


def _act(name: str, title: str, signed: date | None) -> str:
    day = f" ngày {written(signed)}" if signed else ""
    if title.startswith("Luật"):
        return f"Căn cứ {title} ({name.removeprefix('Luật ')}){day}"
    return f"Căn cứ {name}{day}{title.removeprefix('Nghị định') and ' ' + title.removeprefix('Nghị định').strip()}"


def bases(acts: Sequence[str], plan: Plan) -> tuple[str, ...]:
    """Give the grounds of a paper: acts of the day, then the plan."""
    day = f" ngày {written(plan.issued_on)}" if plan.issued_on else ""
    number = f" số {plan.number}" if plan.number else ""
    return (*acts, f"Căn cứ Kế hoạch{number}{day} của {full_name(plan.unit.name)}")


def executors(unit: str) -> tuple[str, ...]:
    """Name those the last article binds, beside the awarded."""
    if is_committee(unit):
        return (f"Chánh Văn phòng {short_name(unit)}", "thủ trưởng các cơ quan, đơn vị liên quan")
    return ("Chánh Văn phòng", "trưởng các phòng, đơn vị liên quan")


def money_back(days: int | None, cite: str, last_day: date | None) -> str:
    """Write the duty to hand money back, with its article; without a rule of the day no period is invented."""
    if days is None:
        return "Tiền thưởng đã nhận phải nộp lại."
    until = f", chậm nhất ngày {written(last_day)}" if last_day else ""
    return f"Tiền thưởng đã nhận phải nộp lại trong {days} ngày làm việc{until} ({cite})."
