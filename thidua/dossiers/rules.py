"""Who may take which step with a dossier, what is still missing, how late it is. No database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thidua.base.days import written
from thidua.base.money import figure
from thidua.base.text import slug, words
from thidua.dossiers.kinds import State, Verdict
from thidua.movements.kinds import Paper, RoundState, SubjectKind
from thidua.movements.rules import quotas
from thidua.org.actor import Actor
from thidua.org.kinds import Role

if TYPE_CHECKING:
    from thidua.dossiers.eligibility import Judgement
    from thidua.dossiers.models import Dossier, DossierPaper
    from thidua.movements.models import Award, Criterion, PaperRequirement, Round, Subject
    from thidua.org.models import Unit

OPEN = (State.DRAFT, State.GIVEN_BACK)  # the unit may still change papers
UNJUDGED = (*OPEN, State.LATE, State.SUBMITTED)  # no conclusion yet
CHANGED = "Hồ sơ vừa được người khác thay đổi. Hãy tải lại trang."


@dataclass(frozen=True)
class Step:
    """One step of the journey: what it is called, who takes it where, from which states, to which."""

    name: str
    roles: tuple[Role, ...]
    at_unit: bool  # the role is held at the dossier's unit; else at the unit that runs the movement
    before: tuple[State, ...]
    after: State | None  # None: the state stays
    paper_only: bool = False  # only for a paper dossier that the office keys


OFFICE = (Role.OFFICE,)
VERIFIERS = (Role.VERIFIER, Role.OFFICE)
STEPS: Mapping[str, Step] = {
    "write": Step("sửa hồ sơ", (Role.CLERK,), True, OPEN, None),
    "submit": Step("nộp hồ sơ", (Role.CLERK,), True, OPEN, State.SUBMITTED),
    "attest": Step("xác nhận thông tin", (Role.CLERK,), True, OPEN, None),
    "withdraw": Step("rút hồ sơ", (Role.CLERK,), True, (*OPEN, State.LATE, State.SUBMITTED), State.WITHDRAWN),
    "key_paper": Step("nhập hồ sơ giấy", OFFICE, False, OPEN, None, paper_only=True),
    "receive_paper": Step("tiếp nhận hồ sơ giấy", OFFICE, False, OPEN, State.SUBMITTED, paper_only=True),
    "admit": Step("chấp nhận hồ sơ nộp muộn", OFFICE, False, (State.LATE,), State.SUBMITTED),
    "decline": Step("từ chối hồ sơ nộp muộn", OFFICE, False, (State.LATE,), State.REFUSED),
    "hand_to": Step("giao người thụ lý", OFFICE, False, (State.LATE, State.SUBMITTED, State.VERIFIED), None),
    "give_back": Step("trả lại hồ sơ", VERIFIERS, False, (State.LATE, State.SUBMITTED), State.GIVEN_BACK),
    "verify": Step("thẩm định hồ sơ", VERIFIERS, False, (State.SUBMITTED,), State.VERIFIED),
    "refuse": Step("kết luận hồ sơ không đủ điều kiện", VERIFIERS, False, (State.SUBMITTED,), State.REFUSED),
    "settle": Step("kết luận về khen trùng thành tích", VERIFIERS, False, (*OPEN, State.LATE, State.SUBMITTED), None),
    "reopen": Step("mở lại kết luận", OFFICE, False, (State.VERIFIED, State.REFUSED), State.SUBMITTED),
}


def why_not_step(actor: Actor, dossier: Dossier, verb: str) -> str | None:
    """Say why this person may not take this step with this dossier now; the table above is the whole answer.

    Needs ``unit`` and ``round.movement.unit`` loaded.
    """
    step = STEPS[verb]
    place = dossier.unit if step.at_unit else dossier.round.movement.unit
    if not any(actor.covers(role, place.path) for role in step.roles):
        who = words([role.label.lower() for role in step.roles], "hoặc")
        return f"Chỉ {who} của {place.name} được {step.name} này."
    if dossier.round.state == RoundState.CLOSED:
        return f"Đợt xét “{dossier.round.name}” đã kết thúc nên không {step.name} được nữa."
    if dossier.state not in step.before:
        return f"Hồ sơ đang ở bước “{dossier.get_state_display()}” nên không {step.name} được."
    if step.paper_only and not dossier.is_paper:
        return f"Hồ sơ này do {dossier.unit.name} tự lập trên hệ thống và tự nộp; chỉ nhập hộ hồ sơ nộp bản giấy."
    return None


def steps_open(actor: Actor, dossier: Dossier) -> frozenset[str]:
    """Give the steps this person may take now (the page shows a form for each)."""
    return frozenset(verb for verb in STEPS if why_not_step(actor, dossier, verb) is None)


def may_see_personal(actor: Actor, dossier: Dossier) -> bool:
    """Say whether discipline and the like open to this person: who judges, the unit's clerk, the nominee."""
    if actor.person_id is not None and actor.person_id == dossier.nominee.person_id:
        return True
    judges = (Role.OFFICE, Role.VERIFIER, Role.AUTHORITY)
    path = dossier.round.movement.unit.path
    return any(actor.covers(role, path) for role in judges) or actor.covers(Role.CLERK, dossier.unit.path)


def why_not_open(actor: Actor, round: Round, unit: Unit, nominee: Subject, award: Award) -> str | None:
    """Say why this nomination may not be made. The quota is no reason: it limits awards, not candidates."""
    keyed_by_office = actor.covers(Role.OFFICE, round.movement.unit.path)
    if not actor.covers(Role.CLERK, unit.path) and not keyed_by_office:
        return f"Chỉ đầu mối thi đua của {unit.name} được lập hồ sơ của đơn vị này."
    if round.state != RoundState.OPEN:
        return f"Đợt xét “{round.name}” {round.get_state_display().lower()} nên chưa lập hồ sơ được."
    if award.movement_id != round.movement_id:
        return "Hình thức khen này không thuộc phong trào của đợt xét. Hãy chọn lại."
    if not unit.path.startswith(round.movement.unit.path):
        return f"{unit.name} không thuộc {round.movement.unit.name} nên không lập hồ sơ trong phong trào này."
    return why_not_award(round, nominee, award)


def why_not_from_below(round: Round, unit: Unit, nominee: Subject, award: Award) -> str | None:
    """Say why a nomination that comes up in a package does not fit this round."""
    if not unit.path.startswith(round.movement.unit.path):
        return f"{unit.name} không thuộc {round.movement.unit.name} nên không nhận hồ sơ của đơn vị này."
    return why_not_award(round, nominee, award)


def why_not_award(round: Round, nominee: Subject, award: Award) -> str | None:
    """Say why this award of this round is not for this nominee."""
    kinds = []
    if award.for_collectives:
        kinds += [SubjectKind.COLLECTIVE, SubjectKind.HOUSEHOLD]
    if award.for_individuals:
        kinds += [SubjectKind.INDIVIDUAL, SubjectKind.HOUSEHOLD]
    if nominee.kind not in kinds:
        return f"{award} không dành cho {nominee.get_kind_display().lower()}{_by(award.clause)}."
    if award.round_kind != round.kind:
        return (
            f"{award} xét {award.get_round_kind_display().lower()}, đợt này là đợt {round.get_kind_display().lower()}."
        )
    return None


def _by(clause: str) -> str:
    return f" (kế hoạch, {clause})" if clause else ""


def late_days(last_day: date | None, day: date) -> int:
    """Count the days after the last day; 0 in time, and 0 while no day is set."""
    return max(0, (day - last_day).days) if last_day else 0


def late_words(days: int) -> str:
    """Write “muộn 01 ngày”; nothing when in time."""
    return f"muộn {days:02d} ngày" if days else ""


@dataclass(frozen=True)
class Slot:
    """One paper the dossier needs, and the version that fills it (None: still missing)."""

    requirement: PaperRequirement
    paper: DossierPaper | None

    @property
    def name(self) -> str:
        """What people call it."""
        return paper_name(self.requirement)


def paper_name(requirement: PaperRequirement) -> str:
    """Name a required paper: its kind, or its own words when it is of no kind."""
    if requirement.paper == Paper.KHAC and requirement.text:
        return requirement.text
    return requirement.get_paper_display()


def slots(requirements: Sequence[PaperRequirement], papers: Iterable[DossierPaper]) -> list[Slot]:
    """Lay the current papers against the list: first those put for a requirement, then the first of its kind."""
    free = list(papers)
    filled: dict[int, DossierPaper] = {}
    for fits in (_put_for, _of_kind):
        for need in requirements:
            found = next((paper for paper in free if need.pk not in filled and fits(need, paper)), None)
            if found is not None:
                filled[need.pk] = found
                free.remove(found)
    return [Slot(need, filled.get(need.pk)) for need in requirements]


def _put_for(need: PaperRequirement, paper: DossierPaper) -> bool:
    return paper.requirement_id == need.pk


def _of_kind(need: PaperRequirement, paper: DossierPaper) -> bool:
    return paper.paper == need.paper and paper.paper != Paper.KHAC


def why_incomplete(laid: Sequence[Slot]) -> str | None:
    """Name the papers still missing with the clause that asks for each; None when the list is full."""
    missing = [f"{slot.name.lower()}{_source(slot.requirement)}" for slot in laid if slot.paper is None]
    return f"Hồ sơ còn thiếu {words(missing)}. Hãy bổ sung rồi nộp." if missing else None


def _source(requirement: PaperRequirement) -> str:
    source = requirement.clause or requirement.reason
    return f" ({requirement.get_origin_display().lower()}: {source})" if source else ""


def why_not_submit(actor: Actor, dossier: Dossier, laid: Sequence[Slot]) -> str | None:
    """Say why this dossier may not be submitted now. Late is possible: it is received and marked."""
    return why_not_step(actor, dossier, "submit") or why_incomplete(laid)


def why_not_write_paper(actor: Actor, dossier: Dossier, paper: str) -> str | None:
    """Say why this person may not put this paper.

    The unit's clerk puts any, the nominee the own report, the office those of a paper dossier.
    """
    own_report = paper in (Paper.BAO_CAO, Paper.TOM_TAT) and actor.person_id is not None
    if own_report and dossier.nominee.person_id == actor.person_id and dossier.state in OPEN:
        return None
    return why_not_write(actor, dossier)


def why_not_write(actor: Actor, dossier: Dossier) -> str | None:
    """Say why this person may not write in the dossier: its unit's clerk may, and the office that keys a paper one."""
    if why_not_step(actor, dossier, "key_paper") is None:
        return None
    return why_not_step(actor, dossier, "write")


def files_by_name(names: Sequence[str], nominees: Mapping[int, str]) -> tuple[dict[int, int], str | None]:
    """Lay each file to the nominee whose name its own bears, the longest name first; or say which file is nobody's.

    Marks and capitals do not count: “bao-cao-Nguyễn Văn An.docx” is An's.
    """
    folded = {key: f"-{slug(name)}-" for key, name in nominees.items()}
    found: dict[int, int] = {}
    for place, name in enumerate(names):
        bare = f"-{slug(name.rpartition('.')[0] or name)}-"
        fits = sorted((key for key, one in folded.items() if one in bare), key=lambda key: -len(folded[key]))
        if not fits or (len(fits) > 1 and folded[fits[0]] == folded[fits[1]]):
            return {}, (
                f"Không rõ tệp “{name}” là của ai trong các hồ sơ đã chọn. "
                "Hãy ghi họ tên hoặc tên đơn vị trong tên tệp, hoặc tải riêng tệp đó."
            )
        if fits[0] in found.values():
            return {}, f"Có hai tệp của {nominees[fits[0]]}. Hãy giữ một tệp cho mỗi loại giấy tờ."
        found[place] = fits[0]
    return found, None


def why_not_keep_template(actor: Actor, unit: Unit) -> str | None:
    """Say why this person may not put a Word template for an office."""
    if actor.covers(Role.OFFICE, unit.path):
        return None
    return f"Chỉ cán bộ thường trực của {unit.name} được đặt mẫu giấy tờ của cơ quan này."


@dataclass(frozen=True)
class Limits:
    """The most bytes one file and one dossier may have."""

    file: int
    dossier: int


def why_not_size(name: str, size: int, kept: int, limits: Limits) -> str | None:
    """Say why a file is too large, alone or with what the dossier already holds (every version counts)."""
    if size > limits.file:
        most = _mb(limits.file)
        return f"Tệp “{name}” {_mb(size)}, quá giới hạn {most}. Hãy nén ảnh quét hoặc tách tệp rồi tải lại."
    if kept + size > limits.dossier:
        most = _mb(limits.dossier)
        return f"Hồ sơ đã có {_mb(kept)}; thêm tệp “{name}” sẽ quá giới hạn {most} của một hồ sơ. Hãy nén tệp."
    return None


def _mb(size: int) -> str:
    return f"{figure(round(size / 1024 / 1024) or 1)} MB"


def why_not_late(received_on: date, opened_on: date, today: date) -> str | None:
    """Say why a day of receipt cannot be right: a paper dossier comes in before it is keyed."""
    if received_on > today:
        return f"Ngày tiếp nhận {written(received_on)} chưa đến. Hãy ghi ngày đơn vị thực nộp."
    return None


@dataclass(frozen=True)
class Found:
    """What the verifier found for one criterion."""

    criterion_id: int
    verdict: Verdict
    reason: str = ""


def why_not_verify(actor: Actor, dossier: Dossier, criteria: Sequence[Criterion], found: Sequence[Found]) -> str | None:
    """Say why the dossier cannot go to the council: each criterion needs a verdict, and none may stand open."""
    if reason := why_not_step(actor, dossier, "verify"):
        return reason
    verdicts = {one.criterion_id: one for one in found}
    for place, criterion in enumerate(criteria, 1):
        one = verdicts.get(criterion.pk)
        name = criterion_name(criterion, place)
        if one is None:
            return f"Chưa có kết luận về {name}. Hãy kết luận từng tiêu chí rồi chuyển hội đồng."
        if one.verdict == Verdict.UNKNOWN:
            return f"{name[0].upper()}{name[1:]} còn thiếu dữ liệu. Hãy bổ sung minh chứng hoặc trả lại đơn vị."
        if one.verdict == Verdict.NOT_MET:
            return f"{name[0].upper()}{name[1:]} chưa đạt. Hãy trả lại, hoặc kết luận không đủ điều kiện."
    return None


def why_not_gates(judged: Sequence[Judgement]) -> str | None:
    """Say which gate of the law, or of the plan about discipline, stops this candidate; an open question stops none."""
    stopped = [one for one in judged if one.verdict == Verdict.NOT_MET and one.criterion_id is None]
    if not stopped:
        return None
    one = stopped[0]
    source = f" ({one.article})" if one.article else ""
    return f"{one.about}: chưa đạt{source}. {one.reason} Hãy kết luận không đủ điều kiện hoặc trả lại đơn vị."


def why_not_against(criteria: Sequence[Criterion], found: Sequence[Found], judged: Sequence[Judgement]) -> str | None:
    """Ask for the ground of each “đạt” that goes against what the facts in hand say of that criterion."""
    failed = {one.criterion_id: one for one in judged if one.verdict == Verdict.NOT_MET and one.criterion_id}
    said = {one.criterion_id: one for one in found if one.verdict == Verdict.MET}
    for place, criterion in enumerate(criteria, 1):
        one, against = said.get(criterion.pk), failed.get(criterion.pk)
        if one is None or against is None:
            continue
        if why_not_reason(one.reason, "") is not None:
            name = criterion_name(criterion, place)
            return (
                f"{name[0].upper()}{name[1:]} chưa đạt theo số liệu đang có: {against.reason} "
                "Nếu vẫn kết luận đạt, hãy ghi căn cứ ở dòng này."
            )
    return None


def criterion_name(criterion: Criterion, place: int) -> str:
    """Name a criterion in a sentence: its clause, else its place in the list."""
    return f"tiêu chí {place} ({criterion.clause})" if criterion.clause else f"tiêu chí {place}"


def why_not_reason(reason: str, of_what: str) -> str | None:
    """Ask for a reason of at least a few words."""
    return None if len(reason.split()) >= 2 else f"Hãy ghi lý do {of_what}."


@dataclass(frozen=True)
class Meter:
    """How many are proposed for how many places: only shown, never a reason to refuse a candidate."""

    label: str
    count: quotas.Meter
    clause: str = ""

    @property
    def sentence(self) -> str:
        """Say it in words."""
        if self.count.most is None:
            return f"{self.label}: {self.count.words}"
        over = self.count.used - self.count.most
        tail = f", vượt {over:02d} (Hội đồng sẽ chọn)" if self.count.is_over else f", còn {self.count.left:02d}"
        return f"{self.label}: {self.count.used:02d} đề nghị / {self.count.most:02d} chỉ tiêu{tail}"
