"""Whether a candidate qualifies: every criterion of the plan and every gate of the law of the day. Pure.

Three values; nothing is silently assumed: without a fact or the unit's word the verdict is “thiếu dữ liệu”.
What is personal stands in ``private`` and is shown only to those who must see it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from thidua.base.days import written
from thidua.base.text import norm, words
from thidua.dossiers.kinds import DisciplineGrade, Verdict
from thidua.law.pack import Pack
from thidua.scoring import verdicts

GRADES = list(DisciplineGrade)  # from light to heavy
RATINGS = (
    "khong hoan thanh nhiem vu",
    "hoan thanh nhiem vu",
    "hoan thanh tot nhiem vu",
    "hoan thanh xuat sac nhiem vu",
)
GROUNDS = {
    "discipline": "discipline_pending",
    "investigation": "investigation",
    "inspection": "inspection",
    "complaint": "complaint",
    "press": "press",
}
PENDING = {
    "discipline": "đang bị xem xét kỷ luật",
    "investigation": "đang bị điều tra",
    "inspection": "đang bị thanh tra, kiểm tra vì có dấu hiệu vi phạm",
    "complaint": "có đơn thư đang được xác minh",
    "press": "có tin báo chí nêu đang được xác minh",
}
HIDDEN = "Chưa đủ điều kiện."


@dataclass(frozen=True)
class Penalty:
    """A discipline with its days; ``of`` names whom it hit."""

    grade: str
    decided_on: date
    served_on: date | None = None
    of: str = ""

    @property
    def words(self) -> str:
        """Say it."""
        who = f"{self.of}: " if self.of else ""
        return f"{who}{DisciplineGrade(self.grade).label.lower()} ngày {written(self.decided_on)}"


@dataclass(frozen=True)
class Matter:
    """Something under examination."""

    kind: str
    opened_on: date
    closed_on: date | None = None
    of: str = ""


@dataclass(frozen=True)
class Find:
    """An initiative: who recognised it, how far it spread."""

    title: str
    recognised_by: str = ""
    spread: str = ""
    recognised_on: date | None = None


@dataclass(frozen=True)
class Prize:
    """An award once received, for achievements of a period."""

    name: str
    is_thematic: bool
    decided_on: date | None = None


@dataclass(frozen=True)
class Facts:
    """What is known about a candidate in the period judged; ``attested`` is the unit's word that this is all."""

    name: str
    kind: str
    first: date
    last: date
    day: date  # the day the dossier was received, else today
    attested: bool = False
    penalties: tuple[Penalty, ...] = ()  # of the candidate; of a collective also of its people
    heads: str = ""  # the unit the person heads
    unit_penalties: tuple[Penalty, ...] = ()  # of that unit and its people
    matters: tuple[Matter, ...] = ()
    ratings: Mapping[int, str] = field(default_factory=dict)
    finds: tuple[Find, ...] = ()
    prizes: tuple[Prize, ...] = ()
    late_reports: int | None = None  # None: nothing was asked
    ends_on: date | None = None  # last day of the unit
    heir: str = ""
    goes_up: bool = False  # the award is asked of a higher level
    same_as: str = ""  # an award already given for the same achievement, as a person has settled


@dataclass(frozen=True)
class Judgement:
    """One verdict: about what, why, by which clause of the plan or article of the law."""

    about: str
    verdict: Verdict
    reason: str
    clause: str = ""
    article: str = ""
    marks: tuple[str, ...] = ()
    private: str = ""  # the reason with personal facts
    criterion_id: int | None = None

    def shown_to(self, *, may_see: bool) -> str:
        """Give the reason this reader may see."""
        return self.private if self.private and may_see else self.reason


@dataclass(frozen=True)
class Rule:
    """A criterion of the plan as data."""

    kind: str
    text: str
    params: Mapping[str, Any]
    clause: str = ""
    criterion_id: int | None = None
    read: verdicts.Verdict | None = None  # what results say of the kinds that are read from them


def judge(facts: Facts, criteria: Sequence[Rule], pack: Pack) -> list[Judgement]:
    """Judge every gate of the law of the day and every criterion of the plan, gates first."""
    gates = [_exists(facts), *_pending(facts, pack), *_after_discipline(facts, pack), *_thematic(facts, pack)]
    gates += _same_achievement(facts, pack)
    return [one for one in gates if one is not None] + [judge_criterion(facts, rule) for rule in criteria]


def judge_criterion(facts: Facts, rule: Rule) -> Judgement:
    """Judge one criterion; kinds only a person can judge are “thiếu dữ liệu” until the verifier has spoken."""
    judged = _read(rule.read) if rule.read else _KINDS.get(rule.kind, _by_person)(facts, rule.params)
    return replace(judged, about=rule.text, clause=rule.clause, criterion_id=rule.criterion_id)


def _say(verdict: Verdict, reason: str, private: str = "") -> Judgement:
    return Judgement("", verdict, reason, private=private)


def _by_person(facts: Facts, params: Mapping[str, Any]) -> Judgement:
    return _say(Verdict.UNKNOWN, "Người thẩm định đối chiếu với minh chứng rồi kết luận.")


# ------------------------------------------------------------------ kinds of criteria


def _discipline(facts: Facts, params: Mapping[str, Any]) -> Judgement:
    head_answers = bool(params.get("head_answers_for_unit")) and bool(facts.heads)
    counted = [*facts.penalties, *(facts.unit_penalties if head_answers else ())]
    in_period = [one for one in counted if facts.first <= one.decided_on <= facts.last]
    floor = _grade_of(params.get("not_at_or_above"))
    hit = [one for one in in_period if floor is None or GRADES.index(DisciplineGrade(one.grade)) >= floor]
    limit = f"từ {GRADES[floor].label.lower()} trở lên" if floor is not None else ""
    if hit:
        whose = f" (người đứng đầu chịu trách nhiệm về {facts.heads})" if head_answers else ""
        return _say(Verdict.NOT_MET, HIDDEN, f"Có kỷ luật {limit}{whose}: {words([one.words for one in hit])}.")
    if not facts.attested:
        return _say(Verdict.UNKNOWN, "Chưa có xác nhận của đơn vị về kỷ luật trong kỳ xét.")
    lighter = f"; có {words([one.words for one in in_period])}, dưới mức đó" if in_period else ""
    text = f"Đơn vị xác nhận không có kỷ luật {limit}".rstrip()
    return _say(Verdict.MET, f"{text}.", f"{text}{lighter}." if lighter else "")


def _grade_of(name: object) -> int | None:
    if not name:
        return None
    wanted = norm(str(name))
    return next((place for place, grade in enumerate(GRADES) if norm(grade.label) == wanted), None)


def _rating(facts: Facts, params: Mapping[str, Any]) -> Judgement:
    least = _rank_of(str(params.get("at_least") or ""))
    years = range(facts.first.year, facts.last.year + 1)
    missing = [year for year in years if year not in facts.ratings]
    low = []
    for year in years:
        grade = facts.ratings.get(year)
        place = _rank_of(grade) if grade else None
        if grade and place is None:
            return _say(Verdict.UNKNOWN, f"Không rõ mức xếp loại “{grade}” năm {year} ở thứ bậc nào.")
        if place is not None and least is not None and place < least:
            low.append(f"năm {year}: {grade}")
    if least is None:
        return _say(Verdict.UNKNOWN, "Kế hoạch không nêu rõ mức xếp loại tối thiểu.")
    if low:
        return _say(Verdict.NOT_MET, f"Xếp loại thấp hơn “{params['at_least']}”.", f"Xếp loại thấp hơn: {words(low)}.")
    if missing:
        return _say(Verdict.UNKNOWN, f"Chưa có kết quả xếp loại năm {words(missing)}.")
    return _say(Verdict.MET, f"Xếp loại từ “{params['at_least']}” trở lên mọi năm trong kỳ.")


def _rank_of(grade: str) -> int | None:
    return RATINGS.index(norm(grade)) if norm(grade) in RATINGS else None


def _initiative(facts: Facts, params: Mapping[str, Any]) -> Judgement:
    found = [one for one in facts.finds if one.recognised_on and facts.first <= one.recognised_on <= facts.last]
    if not found:
        return _say(Verdict.UNKNOWN, "Chưa có sáng kiến, đề tài được công nhận trong kỳ xét. Hãy nhập kèm quyết định.")
    bodies = [norm(str(one)) for one in params.get("recognised_by") or []]
    every = params.get("joined") == "and"
    heard = {body for body in bodies for one in found if body and body in norm(one.recognised_by)}
    if bodies and (heard != set(bodies) if every else not heard):
        by = words([one.recognised_by or "không rõ cấp" for one in found])
        wanted = words([str(one) for one in params["recognised_by"]], "và" if every else "hoặc")
        return _say(Verdict.NOT_MET, f"Cần cấp {wanted} công nhận; hiện do {by} công nhận.")
    if params.get("spread") and not any(one.spread for one in found):
        return _say(Verdict.UNKNOWN, "Chưa ghi phạm vi ảnh hưởng, nơi nhân rộng của sáng kiến.")
    titles = words(
        [f"“{one.title}” ({one.recognised_by}, {written(one.recognised_on)})" for one in found if one.recognised_on]
    )
    return _say(Verdict.MET, f"Có {titles}.")


def _read(said: verdicts.Verdict) -> Judgement:
    """Take over what published results and figures say, with where they stand."""
    sources = f" Căn cứ: {words(said.sources)}." if said.sources else ""
    return _say(Verdict(said.outcome), f"{said.sentence}{sources}")


def _reporting(facts: Facts, params: Mapping[str, Any]) -> Judgement:
    if facts.late_reports is None:
        return _by_person(facts, params)
    if facts.late_reports:
        return _say(Verdict.NOT_MET, f"Có {facts.late_reports:02d} báo cáo chậm hoặc chưa gửi.")
    return _say(Verdict.MET, "Mọi báo cáo gửi đúng hạn.")


_KINDS: Mapping[str, Callable[[Facts, Mapping[str, Any]], Judgement]] = {
    "discipline": _discipline,
    "rating": _rating,
    "initiative": _initiative,
    "reporting": _reporting,
}


# ------------------------------------------------------------------ gates of the law


def _exists(facts: Facts) -> Judgement | None:
    if facts.ends_on is None or facts.ends_on >= facts.day:
        return None
    heir = f"; đơn vị kế thừa: {facts.heir}" if facts.heir else ""
    said = f"{facts.name} kết thúc hoạt động sau ngày {written(facts.ends_on)}{heir}. Hãy đề nghị theo đơn vị kế thừa."
    return Judgement("Đơn vị còn hoạt động", Verdict.NOT_MET, said)


def _pending(facts: Facts, pack: Pack) -> list[Judgement]:
    ruling = pack.gate()
    about = "Không đang bị xem xét kỷ luật, điều tra, thanh tra, xác minh"
    if ruling.value is None:
        return [Judgement(about, Verdict.UNKNOWN, "Chưa có dữ liệu luật cho ngày này.", marks=ruling.marks)]
    grounds = set(ruling.value.grounds)
    open_ones = [
        one
        for one in facts.matters
        if GROUNDS[one.kind] in grounds
        and one.opened_on <= facts.day
        and (one.closed_on is None or one.closed_on > facts.day)
    ]
    if open_ones:
        said = words(
            [f"{one.of + ' ' if one.of else ''}{PENDING[one.kind]} từ {written(one.opened_on)}" for one in open_ones]
        )
        return [_by_law(about, Verdict.NOT_MET, ruling, HIDDEN, f"{said[0].upper()}{said[1:]}.")]
    if not facts.attested:
        return [_by_law(about, Verdict.UNKNOWN, ruling, "Chưa có xác nhận của đơn vị về việc đang xem xét.")]
    return [_by_law(about, Verdict.MET, ruling, "Đơn vị xác nhận không có việc đang xem xét.")]


def _by_law(about: str, verdict: Verdict, ruling: Any, reason: str, private: str = "") -> Judgement:
    return Judgement(about, verdict, reason, article=ruling.cite, marks=ruling.marks, private=private)


def _after_discipline(facts: Facts, pack: Pack) -> list[Judgement]:
    ruling = pack.principle("after_discipline")
    if ruling.value is None:
        return []
    about = "Thành tích chỉ tính từ khi chấp hành xong kỷ luật"
    unserved = [
        one
        for one in facts.penalties
        if one.decided_on <= facts.day and (one.served_on is None or one.served_on > facts.last)
    ]
    if unserved:
        said = f"Chưa chấp hành xong kỷ luật trong kỳ xét: {words([one.words for one in unserved])}."
        return [_by_law(about, Verdict.NOT_MET, ruling, HIDDEN, said)]
    served = [one.served_on for one in facts.penalties if one.served_on and one.served_on >= facts.first]
    if served:
        said = f"Chấp hành xong ngày {written(max(served))}; chỉ xét thành tích sau ngày đó, người thẩm định kết luận."
        return [_by_law(about, Verdict.UNKNOWN, ruling, "Cần người thẩm định xác định kỳ thành tích được tính.", said)]
    return []


def _thematic(facts: Facts, pack: Pack) -> list[Judgement]:
    ruling = pack.principle("thematic_not_for_merit")
    if ruling.value is None or not facts.goes_up or not facts.prizes:
        return []
    about = "Khen theo chuyên đề, đợt không dùng làm căn cứ đề nghị cấp trên khen công trạng"
    if any(not one.is_thematic for one in facts.prizes):
        return [_by_law(about, Verdict.MET, ruling, "Có hình thức khen theo công trạng làm căn cứ.")]
    names = words([one.name for one in facts.prizes])
    return [_by_law(about, Verdict.NOT_MET, ruling, f"Chỉ có {names} là khen theo chuyên đề, đợt.")]


def _same_achievement(facts: Facts, pack: Pack) -> list[Judgement]:
    if not facts.same_as:
        return []
    ruling = pack.principle("one_achievement")
    said = f"Đã được {facts.same_as} cho cùng thành tích."
    return [_by_law("Một thành tích chỉ khen một lần", Verdict.NOT_MET, ruling, said)]


def overall(judgements: Sequence[Judgement]) -> Verdict:
    """Sum up: one “chưa đạt” fails, else one “thiếu dữ liệu” leaves it open."""
    verdicts = {one.verdict for one in judgements}
    if Verdict.NOT_MET in verdicts:
        return Verdict.NOT_MET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.MET
