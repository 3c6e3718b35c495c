"""Quyết định khen thưởng with its list: bases, articles, names, bonus."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import groupby

from thidua.base.money import dong, figure
from thidua.base.text import words
from thidua.documents.layout import (
    Align,
    Annex,
    Bases,
    Block,
    Column,
    Letterhead,
    Note,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from thidua.documents.phrases import counts, tie

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class Awarded(Enum):
    """Whom an award goes to; the order is that of the list."""

    COLLECTIVE = "tập thể"
    INDIVIDUAL = "cá nhân"
    HOUSEHOLD = "hộ gia đình"


@dataclass(frozen=True)
class AwardLine:
    """One line of the list. ``bonus`` is None where no money goes with the award."""

    kind: Awarded
    name: str
    award: str
    unit: str = ""
    position: str = ""
    bonus: Decimal | None = None


@dataclass(frozen=True)
class Decision:
    """What is decided. ``decider`` is who decides (“Chủ tịch Ủy ban nhân dân xã …”), ``merit`` what for.

    ``bonus_source`` is the article the bonus rests on and ``fund`` who pays; ``unverified`` says which rules
    have not been compared with the law of the day: it is printed so that nobody signs unaware.
    ``executors`` are those the last article binds, without the awarded, who are always named.
    """

    letterhead: Letterhead
    title: str
    decider: str
    bases: tuple[str, ...]
    merit: str
    awards: tuple[AwardLine, ...]
    executors: tuple[str, ...]
    signature: Signature
    proposal: str = ""
    bonus_source: str = ""
    fund: str = ""
    unverified: str = ""
    recipients: tuple[str, ...] = ("Như Điều 3", "Lưu: VT, hồ sơ khen thưởng")
    draft: bool = False


def paper_of(decision: Decision) -> Paper:
    """Write the decision and the list that belongs to it."""
    if not decision.awards:
        raise ValueError("a decision without awards")
    bases = (*decision.bases, decision.proposal) if decision.proposal else decision.bases
    blocks: list[Block] = [
        Paragraph(decision.decider.upper(), bold=True, align=Align.CENTER, indent=False),
        Bases(bases),
        Paragraph("QUYẾT ĐỊNH:", bold=True, align=Align.CENTER, indent=False),
        Paragraph(_grants(decision), lead="Điều 1."),
        Paragraph(_money(decision), lead="Điều 2."),
        Paragraph(_binds(decision), lead="Điều 3."),
    ]
    if decision.unverified:
        blocks.append(Note(f"Lưu ý trước khi ký: {decision.unverified}."))
    return Paper(
        decision.letterhead,
        "Quyết định",
        decision.title,
        blocks=tuple(blocks),
        recipients=decision.recipients,
        signatures=(decision.signature,),
        annexes=(_list(decision),),
        draft=decision.draft,
    )


def total(awards: tuple[AwardLine, ...]) -> Decimal:
    """Add up the bonus."""
    return sum((line.bonus for line in awards if line.bonus is not None), Decimal(0))


def award_table(awards: tuple[AwardLine, ...], *, bonus: bool) -> Table:
    """Draw the list, grouped by kind in the order of the law's words, numbered anew in each group."""
    columns = [
        Column("TT", 11, Align.CENTER),
        Column("Tên tập thể, họ và tên cá nhân", 52),
        Column("Chức vụ, đơn vị", 52),
        Column("Hình thức khen thưởng", 30, Align.CENTER),
    ]
    columns += [Column("Tiền thưởng (đồng)", 26, Align.RIGHT)] if bonus else []
    ordered = sorted(awards, key=lambda line: list(Awarded).index(line.kind))
    rows: list[tuple[str, ...]] = []
    bands: list[tuple[int, str]] = []
    for kind, lines in groupby(ordered, key=lambda line: line.kind):
        group = [_row(place, line, bonus=bonus) for place, line in enumerate(lines, 1)]
        bands.append((len(rows), f"{ROMAN[len(bands)]}. {kind.value.upper()} ({len(group):02d})"))
        rows += group
    sum_row = ("", "Tổng cộng", "", "", figure(total(awards))) if bonus else ()
    return Table(tuple(columns), tuple(rows), tuple(bands), sum_row)


def _row(place: int, line: AwardLine, *, bonus: bool) -> tuple[str, ...]:
    where = ", ".join(filter(None, (line.position, line.unit)))
    money = ("" if line.bonus is None else figure(line.bonus),) if bonus else ()
    return (str(place), line.name, where, line.award, *money)


def _grants(decision: Decision) -> str:
    forms = {line.award: [one for one in decision.awards if one.award == line.award] for line in decision.awards}
    said = [f"{form} cho {_whom(lines)}" for form, lines in forms.items()]
    return f"Tặng {words(said)} {decision.merit} (có danh sách kèm theo)."


def _whom(lines: list[AwardLine]) -> str:
    return counts(*((sum(line.kind is kind for line in lines), kind.value) for kind in Awarded))


def _money(decision: Decision) -> str:
    amount = total(decision.awards)
    if not amount:
        return "Việc khen thưởng tại Điều 1 không kèm tiền thưởng."
    source = f" theo {decision.bonus_source}" if decision.bonus_source else ""
    fund = f", trích từ {decision.fund}" if decision.fund else ""
    return f"Tổng số tiền thưởng là {dong(amount)}{source}{fund}; mức thưởng của từng trường hợp ghi trong danh sách."


def _binds(decision: Decision) -> str:
    kinds = {line.kind for line in decision.awards}
    awarded = ", ".join(kind.value for kind in Awarded if kind in kinds)
    bound = words([*decision.executors, f"các {awarded} có tên trong danh sách"])
    return (
        f"Quyết định này có hiệu lực kể từ ngày ký. {bound[:1].upper()}{bound[1:]} chịu trách nhiệm thi hành "
        "Quyết định này."
    )


def _list(decision: Decision) -> Annex:
    forms = words(dict.fromkeys(line.award for line in decision.awards))
    kinds = {line.kind for line in decision.awards}
    who = ", ".join(kind.value for kind in Awarded if kind in kinds)
    table = award_table(decision.awards, bonus=bool(total(decision.awards)))
    note = (Note(f"Mức thưởng theo {decision.bonus_source}."),) if decision.bonus_source and table.total else ()
    title = f"DANH SÁCH\n{who.capitalize()} được tặng {forms}"
    return Annex(title, tie("Quyết định", decision.letterhead, decision.decider), (table, *note))


def signed(decision: Decision, number: str) -> Decision:
    """Give the decision with the number the registry has given it, no longer a draft."""
    return replace(decision, letterhead=replace(decision.letterhead, number=number), draft=False)
