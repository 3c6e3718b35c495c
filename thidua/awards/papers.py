"""From rows to the data papers are written from: decision, proposal letter, certificates."""

from decimal import Decimal

from django.conf import settings

from thidua.awards.kinds import DecisionKind, DecisionState
from thidua.awards.models import Certificate, Decision, DecisionLine, Stock
from thidua.awards.queries import bonuses, deciding
from thidua.awards.queries.bonuses import Told
from thidua.awards.rules import wording
from thidua.awards.rules.codes import shown
from thidua.base.days import written
from thidua.base.text import words
from thidua.documents import certificates as drawing
from thidua.documents import decision as decisions
from thidua.documents import proposal as proposals
from thidua.documents.layout import Align, Bases, Column, Letterhead, Paper, Paragraph, Signature, Table
from thidua.documents.stamping import Face, Side, Slot

CHECK_AT = "/cong-khai/kiem-tra/"


def paper_of(decision: Decision) -> Paper:
    """Write a decision, a revocation or a proposal letter as the official paper it is."""
    lines = deciding.lines_of(decision)
    if decision.kind == DecisionKind.PROPOSE:
        return _proposal(decision, lines)
    if decision.kind == DecisionKind.REVOKE:
        return _revocation(decision, lines)
    return _grant(decision, lines)


def letterhead(decision: Decision) -> Letterhead:
    """The head of the paper; gaps where number and day are not given yet."""
    unit = decision.unit
    symbol = decision.register.symbol if decision.register else wording.symbol_of(unit.name, decision.kind)
    return Letterhead(
        wording.full_name(unit.name),
        superior=wording.superior_of(unit.name, unit.parent.name if unit.parent else ""),
        number=str(decision.number or ""),
        symbol=symbol,
        place=unit.address or wording.place_of(unit.name),
        day=decision.signed_on,
    )


def signature(decision: Decision) -> Signature:
    """Who signs, in the words of the office; the name where it is entered."""
    return Signature(
        wording.signing_lines(decision.unit.name, decision.signing_line, decision.signer_title), decision.signer
    )


def _is_draft(decision: Decision) -> bool:
    return decision.state != DecisionState.SIGNED


def _told(decision: Decision, lines: list[DecisionLine]) -> dict[int, Told]:
    """What was reckoned when it was signed; before that, the forecast for the day it was drafted."""
    if decision.signed_on:
        return {line.pk: (line.bonus, line.bonus_steps) for line in lines}
    return bonuses.forecast(decision.unit, lines, decision.drafted_at.date())


def _award_line(line: DecisionLine, bonus: Decimal | None) -> decisions.AwardLine:
    return decisions.AwardLine(
        kind=decisions.Awarded[line.subject.kind.upper()],
        name=line.subject_name,
        award=line.award.form,
        unit=line.unit_name,
        position=line.title,
        bonus=bonus,
    )


def _grant(decision: Decision, lines: list[DecisionLine]) -> Paper:
    given = [line for line in lines if not line.takes_back]
    told = _told(decision, given)
    steps = [steps for bonus, steps in told.values() if bonus]
    marks = list(dict.fromkeys(mark for each in steps for mark in each["marks"]))
    sources = list(dict.fromkeys(each["cite"] for each in steps))
    bases = wording.bases(_acts(decision), decision.round.movement.plan)
    if decision.follows:
        replaced = f"Quyết định này thay thế {_cited(decision.follows)}: {decision.reason}"
        bases = (*bases, replaced)
    return decisions.paper_of(
        decisions.Decision(
            letterhead(decision),
            f"Về việc khen thưởng trong {wording.spoken(decision.round.movement.name)}",
            wording.decider_of(decision.unit.name),
            bases,
            decision.merit,
            tuple(_award_line(line, told[line.pk][0]) for line in given),
            wording.executors(decision.unit.name),
            signature(decision),
            proposal=_proposal_base(decision),
            bonus_source=words(sources),
            fund=f"Quỹ thi đua, khen thưởng của {wording.short_name(decision.unit.name)}",
            unverified="; ".join(f"{source} – {'; '.join(marks)}" for source in sources) if marks else "",
            draft=_is_draft(decision),
        )
    )


def _acts(decision: Decision) -> list[str]:
    """The acts in force on the day of the paper that a decision rests on."""
    day = decision.signed_on or decision.drafted_at.date()
    return wording.acts_on(bonuses.pack_of(decision.unit, day))


def _proposal_base(decision: Decision) -> str:
    if decision.meeting is None:
        return f"Căn cứ {decision.reason}" if decision.reason and not decision.follows else ""
    council = decision.meeting.council.name
    return f"Theo kết quả phiên họp ngày {written(decision.meeting.held_on)} của {council}"


def _cited(decision: Decision) -> str:
    day = f" ngày {written(decision.signed_on)}" if decision.signed_on else ""
    return f"{decision}{day}"


def _proposal(decision: Decision, lines: list[DecisionLine]) -> Paper:
    authorities = dict.fromkeys(line.award.authority for line in lines if line.award.authority)
    results = (f"{_proposal_base(decision)}.",) if _proposal_base(decision) else ()
    return proposals.paper_of(
        proposals.Proposal(
            letterhead(decision),
            f"Về việc đề nghị khen thưởng trong {wording.spoken(decision.round.movement.name)}",
            tuple(authorities) or ("Cơ quan thi đua, khen thưởng cấp trên",),
            wording.bases(_acts(decision), decision.round.movement.plan),
            tuple(_award_line(line, None) for line in lines),
            signature(decision),
            results=results,
            draft=_is_draft(decision),
        )
    )


def _revocation(decision: Decision, lines: list[DecisionLine]) -> Paper:
    signed = decision.follows
    if signed is None:
        raise ValueError("a revocation that follows nothing")
    columns = (Column("TT", 11), Column("Tập thể, cá nhân", 60), Column("Chức vụ, đơn vị", 60), Column("Hình thức", 40))
    rows = tuple(
        (str(place), line.subject_name, ", ".join(filter(None, (line.title, line.unit_name))), line.award.form)
        for place, line in enumerate(lines, 1)
    )
    rule = bonuses.pack_of(decision.unit, decision.signed_on or decision.drafted_at.date()).return_working_days()
    money = wording.money_back(rule.value, rule.cite_marked, decision.return_by)
    blocks = (
        Paragraph(wording.decider_of(decision.unit.name).upper(), bold=True, align=Align.CENTER, indent=False),
        Bases(wording.bases(_acts(decision), decision.round.movement.plan)),
        Paragraph("QUYẾT ĐỊNH:", bold=True, align=Align.CENTER, indent=False),
        Paragraph(
            f"Hủy bỏ nội dung khen thưởng tại {_cited(signed)} đối với các trường hợp sau, "
            f"lý do: {decision.reason.rstrip('.')}.",
            lead="Điều 1.",
        ),
        Table(columns, rows),
        Paragraph(f"Thu hồi hiện vật khen thưởng đã trao. {money}", lead="Điều 2."),
        Paragraph(
            "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị liên quan và các tập thể, "
            "cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
            lead="Điều 3.",
        ),
    )
    return Paper(
        letterhead(decision),
        "Quyết định",
        "Về việc hủy bỏ quyết định khen thưởng, thu hồi hiện vật và tiền thưởng",
        blocks=blocks,
        recipients=("Như Điều 3", "Lưu: VT, hồ sơ khen thưởng"),
        signatures=(signature(decision),),
        draft=_is_draft(decision),
    )


def certificate_of(certificate: Certificate) -> drawing.Certificate:
    """What stands on one certificate."""
    line = certificate.line
    return drawing.Certificate(
        name=line.subject_name,
        merit=line.decision.merit,
        code=shown(certificate.code),
        unit=", ".join(filter(None, (line.title, line.unit_name))),
        register=f"{certificate.book_number}/{certificate.book_year}",
    )


def forms_of(decision: Decision) -> list[str]:
    """The award forms a decision grants; each is printed by itself."""
    return list(dict.fromkeys(line.award.form for line in deciding.lines_of(decision) if not line.takes_back))


def shared_of(decision: Decision, form: str) -> drawing.Shared:
    """What all certificates of one form of a decision have in common."""
    if decision.signed_on is None:
        raise ValueError("certificates of a decision without its day")
    return drawing.Shared(
        form=form,
        authority=wording.decider_of(decision.unit.name),
        decision=_cited(decision),
        place=letterhead(decision).place,
        day=decision.signed_on,
        signing=wording.signing_lines(decision.unit.name, decision.signing_line, decision.signer_title),
        signer=decision.signer,
        address=f"{settings.BASE_URL}{CHECK_AT}",
    )


def stock_of(stock: Stock | None) -> drawing.Stock | None:
    """The pre-printed paper as the drawing knows it; None for white paper."""
    if stock is None:
        return None
    slots = {key: _slot(said) for key, said in stock.slots.items() if key != "qr"}
    qr = stock.slots.get("qr")
    return drawing.Stock(
        size=(float(stock.width), float(stock.height)),
        slots=slots,
        qr=(float(qr["x"]), float(qr["y"]), float(qr["width"])) if qr else None,
        offset=(float(stock.right), float(stock.down)),
    )


def _slot(said: dict[str, str]) -> Slot:
    x, y, width, height, size = (float(said[key]) for key in ("x", "y", "width", "height", "size"))
    face, side = Face[said.get("face", "REGULAR")], Side[said.get("side", "CENTER")]
    return Slot(x, y, width, height, size, min(9.0, size), face, side)
