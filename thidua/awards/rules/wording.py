"""How an office writes its papers: symbol, place, who decides, how it signs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from thidua.awards.kinds import DecisionKind
from thidua.base.days import written
from thidua.base.text import squeeze
from thidua.documents.phrases import full_name as full_name
from thidua.documents.phrases import is_committee as is_committee
from thidua.documents.phrases import letters_of
from thidua.documents.phrases import place_of as place_of
from thidua.documents.phrases import superior_of as superior_of

if TYPE_CHECKING:
    from thidua.law.pack import Pack
    from thidua.movements.models import Plan

_SHORT = {"Ủy ban nhân dân": "UBND", "Hội đồng nhân dân": "HĐND"}
SIGNING = {"": "", "TM.": "thay mặt", "KT.": "ký thay", "Q.": "quyền", "TL.": "thừa lệnh", "TUQ.": "thừa ủy quyền"}


def short_name(unit: str) -> str:
    """Write it as running text does: “UBND xã Mẫu”."""
    name = full_name(unit)
    for long, brief in _SHORT.items():
        if name.startswith(f"{long} "):
            return brief + name[len(long) :]
    return name


def symbol_of(unit: str, kind: str) -> str:
    """Propose the symbol of a decision or a proposal letter: “QĐ-UBND”, “TTr-UBND”, “QĐ-STP”."""
    head = "TTr" if kind == DecisionKind.PROPOSE else "QĐ"
    return f"{head}-{letters_of(unit)}"


def report_symbol(unit: str) -> str:
    """Propose the symbol of a report: “BC-UBND”, “BC-STP”."""
    return f"BC-{symbol_of(unit, '').partition('-')[2]}"


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
