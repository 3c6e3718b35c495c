"""Findings against the law of the day of issue and of the likely day of the award.

Where no row covers a day a note says so; nothing is guessed.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from thidua.base.days import written
from thidua.base.text import norm, words
from thidua.law import codes
from thidua.law.acts import number_key
from thidua.law.pack import Pack
from thidua.law.rows import Act, Level, LevelRow
from thidua.law.rulings import NO_DATA, Force, Standing
from thidua.plans.case import Case, error, note, warning
from thidua.plans.draft import Award, Basis, Finding

_ANY_OF_A_FORM = {"giay khen": "GK_XA", "bang khen": "BK_TINH", "co thi dua": "CO_TINH"}
_BODY_NOT_HEAD = re.compile(r"^(?:ubnd|uy ban nhan dan)\b")


def no_basis(case: Case) -> Iterator[Finding]:
    """Ask for the acts a plan stands on, at least one about emulation and commendation."""
    bases = [basis for basis in case.draft.bases if basis.role != "mentioned"]
    if not bases:
        message = "Kế hoạch không nêu căn cứ ban hành. Hãy nêu luật, nghị định hoặc kế hoạch cấp trên đang có hiệu lực."
        yield warning("basis-missing", message)
        return
    if not any(basis.role == "parent_plan" or _is_of_the_trade(case, basis) for basis in bases):
        message = (
            "Căn cứ không có Luật Thi đua, khen thưởng hay nghị định hướng dẫn. Hãy bổ sung văn bản đang có hiệu lực."
        )
        yield note("basis-missing", message, bases[0])


def _is_of_the_trade(case: Case, basis: Basis) -> bool:
    pack = _any_pack(case)
    known = bool(pack and _standing(case, pack, basis, pack.day))
    return known or "luat thi dua" in norm(case.line_of(basis.source))


def repealed(case: Case) -> Iterator[Finding]:
    """Hold each act against the day of issue, then against the likely day of the award."""
    for basis in case.draft.bases:
        at_issue = _unfit_at_issue(case, basis)
        if at_issue:
            message = (
                f"{at_issue.sentence} Kế hoạch ban hành ngày {_day(case.issued_from)} không dựa vào đó được. Hãy thay "
                "căn cứ."
            )
            yield error("basis-not-in-force", message, basis)
            continue
        later = _on(case, basis, case.award_on)
        if later and later.state is Force.ENDED:
            message = (
                f"{later.sentence} Khi xét khen (dự kiến sau ngày {_day(case.ends_on)}) văn bản này không còn hiệu "
                "lực. "
                "Hãy ghi “và văn bản thay thế” hoặc chuẩn bị theo văn bản mới."
            )
            yield warning("basis-not-in-force", message, basis)


def younger_than_plan(case: Case) -> Iterator[Finding]:
    """Find acts that a plan stands on though they are dated after it."""
    for basis in case.draft.bases:
        if basis.role != "mentioned" and basis.date and case.issued_until and basis.date > case.issued_until:
            name = f"{basis.kind} số {basis.number}" if basis.number else basis.kind
            message = (
                f"{name} đề ngày {written(basis.date)}, sau ngày ban hành kế hoạch. Hãy kiểm tra số và ngày của căn cứ."
            )
            yield error("basis-after-issue", message, basis)


def _unfit_at_issue(case: Case, basis: Basis) -> Standing | None:
    """Say how an act stands when it is over before the first possible day of issue, or begins after the last."""
    earliest, latest = _on(case, basis, case.issued_from), _on(case, basis, case.issued_until)
    if earliest and earliest.state is Force.ENDED:
        return earliest
    return latest if latest and latest.state is Force.NOT_YET else None


def changed_meanwhile(case: Case) -> Iterator[Finding]:
    """Name the acts on emulation that begin between issue and award."""
    pack, start, end = _any_pack(case), case.issued_until or case.issued_from, case.award_on
    if pack is None or not start or not end:
        return
    acts: tuple[Act, ...] = tuple(pack.national.rows["acts"])
    cited = {number_key(basis.number) for basis in case.draft.bases if basis.number}
    new = [act for act in acts if start < act.start <= end and (act.is_regime or "Thi đua" in act.title)]
    new = [act for act in new if number_key(act.number) not in cited]
    if new:
        listed = words(f"{act.name} (từ {written(act.start)})" for act in sorted(new, key=lambda act: act.start))
        message = (
            f"Từ khi ban hành đến khi xét khen có luật mới: {listed}. Hồ sơ, thẩm quyền và tiền thưởng theo luật "
            "của ngày xét."
        )
        yield note("law-changes", message)


def outside_authority(case: Case) -> Iterator[Finding]:
    """Find awards that the one named may not give on the day of issue or on the likely day of the award."""
    for award in case.draft.awards:
        if not award.authority:
            continue
        if _BODY_NOT_HEAD.match(norm(award.authority)):
            message = (
                f"“{award.authority}” tặng {award.form}: thẩm quyền tặng thuộc Chủ tịch, không thuộc Ủy ban nhân dân. "
                "Hãy sửa thành Chủ tịch UBND."
            )
            yield warning("award-outside-authority", message, award)
        yield from _not_allowed(case, award)


def _not_allowed(case: Case, award: Award) -> Iterator[Finding]:
    level = codes.level_of(award.authority or "")
    code = codes.award_code(award.form, award.authority) or _ANY_OF_A_FORM.get(norm(award.form))
    if level is None or code is None:
        return
    at_issue, later = case.pack(case.issued_from), case.pack(case.award_on)
    if refusal := _refusal(at_issue, level, code, award):
        yield error(
            "award-outside-authority", f"{refusal} Hãy sửa thẩm quyền hoặc chuyển thành đề nghị cấp trên.", award
        )
    elif refusal := _refusal(later, level, code, award):
        message = (
            f"Khi xét khen (dự kiến sau ngày {_day(case.ends_on)}): {refusal} Hãy ghi người có thẩm quyền thay thế."
        )
        yield warning("award-outside-authority", message, award)


def _refusal(pack: Pack | None, level: Level, code: str, award: Award) -> str:
    """Give the sentence of a clear No with its article; empty for yes and for “the data do not say”."""
    if pack is None:
        return ""
    ruling = pack.may_award(level, code)
    if ruling.value is not False:
        return ""
    said = ruling.note.rstrip(".") or f"{award.authority} không tặng {award.form}"
    return f"{said} ({ruling.cite_marked})."


def ended_issuer(case: Case) -> Iterator[Finding]:
    """Find that the level of the issuer no longer exists when the awards are given."""
    issuer = case.draft.document.issuer_level
    pack, day = _any_pack(case), case.award_on
    if pack is None or day is None:
        return
    levels: tuple[LevelRow, ...] = tuple(pack.national.rows["levels"])
    for row in levels:
        if row.grantor.value == issuer and row.until and row.until <= day:
            message = (
                f"{row.instead.rstrip('.') or row.name} ({row.cite}). Phong trào còn chạy sau ngày đó: hãy ghi cơ quan "
                "kế thừa bằng văn bản, và chuyển hạn, chỉ tiêu, hồ sơ về cơ quan đó."
            )
            yield warning("issuer-abolished", message, case.draft.document.sources.get("issuer"))


def lacking_papers(case: Case) -> Iterator[Finding]:
    """Name the papers that the law asks for beyond the plan's own list."""
    items = {item.paper for item in case.draft.dossier.items}
    if not items:
        return
    pack = case.pack(case.award_on) or case.pack(case.issued_from)
    asked: dict[str, tuple[str, str]] = {}
    for award in case.draft.awards:
        code = codes.award_code(award.form, award.authority)
        for ruling in pack.papers(code, "theme") if pack and code else ():
            if not ruling.value.if_any and ruling.value.paper not in items:
                asked.setdefault(ruling.value.paper, (ruling.value.name, ruling.cite_marked))
    if "to_trinh" in items:
        asked.pop("danh_sach", None)
    if asked:
        listed = "; ".join(f"{name} ({cite})" for name, cite in asked.values())
        message = f"Luật yêu cầu thêm giấy tờ mà kế hoạch không nêu: {listed}. Hãy bổ sung hoặc ghi lý do không lấy."
        yield warning("dossier-lacks-paper", message, *case.draft.dossier.items)


def unknown_law(case: Case) -> Iterator[Finding]:
    """Say for which day no law is at hand, so that its silence is not taken for consent."""
    for what, day in (("ngày ban hành", case.issued_from), ("ngày dự kiến xét khen", case.award_on)):
        if day and case.pack(day) is None:
            message = f"{what.capitalize()} ({written(day)}): {NO_DATA}. Hãy tự đối chiếu căn cứ, thẩm quyền và hồ sơ."
            yield note("law-unknown", message)


# --- which act is meant


def _day(day: date | None) -> str:
    return written(day) if day else "ban hành"


def _any_pack(case: Case) -> Pack | None:
    """Give some pack: the acts it knows are the same on every day."""
    days = (case.issued_from, case.award_on, date(2025, 7, 1))
    return next((pack for day in days if (pack := case.pack(day))), None)


def _on(case: Case, basis: Basis, day: date | None) -> Standing | None:
    pack = _any_pack(case)
    return _standing(case, pack, basis, day) if pack and day else None


def _standing(case: Case, pack: Pack, basis: Basis, day: date) -> Standing | None:
    """Say where an act stands; None for an act the packs do not know."""
    number = basis.number or _law_by_year(case, pack, basis)
    standing = pack.act_in_force(number, day) if number else None
    return standing if standing and standing.state is not Force.UNKNOWN else None


def _law_by_year(case: Case, pack: Pack, basis: Basis) -> str | None:
    """Find the law cited by its day only: “Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003”."""
    if norm(basis.kind) != "luat" or not basis.date or "thi dua, khen thuong" not in norm(case.line_of(basis.source)):
        return None
    acts: tuple[Act, ...] = tuple(pack.national.rows["acts"])
    return next((act.number for act in acts if f"/{basis.date.year}/QH" in act.number), None)


CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    no_basis,
    younger_than_plan,
    repealed,
    changed_meanwhile,
    outside_authority,
    ended_issuer,
    lacking_papers,
    unknown_law,
)
