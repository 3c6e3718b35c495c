"""The law of one day: every method answers with a ``Ruling``, a value that carries its citation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.base.days import written
from thidua.base.refusal import Refused
from thidua.base.text import words
from thidua.law import acts
from thidua.law import bonus as money
from thidua.law.bonus import Granted
from thidua.law.reader import Sheet
from thidua.law.rows import (
    Act,
    Award,
    BaseSalary,
    Fund,
    Kind,
    Level,
    LevelRow,
    Principle,
    Row,
    SetBy,
    Subject,
    Term,
)
from thidua.law.rulings import (
    NO_DATA,
    UNVERIFIED,
    Ballot,
    Bonus,
    Gate,
    PaperDemand,
    Public,
    Ruling,
    Standing,
    Value,
    no_data,
    once,
)

PAPER_NAMES = {
    "to_trinh": "Tờ trình",
    "danh_sach": "Danh sách đề nghị",
    "bien_ban": "Biên bản họp",
    "bao_cao": "Báo cáo thành tích",
    "tom_tat": "Bản tóm tắt thành tích",
    "sang_kien": "Chứng nhận sáng kiến, đề tài",
    "khac": "Giấy tờ chứng minh thành tích",
}


@dataclass(frozen=True)
class Pack:
    """The national rows, and over them the rows of the authority's own pack, as they stand on ``day``."""

    day: date
    over: tuple[Sheet, ...]
    national: Sheet
    _acts: dict[str, Act] = field(init=False, repr=False, compare=False)
    _awards: dict[str, Award] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_acts", {act.id: act for act in self.national.rows["acts"]})
        object.__setattr__(self, "_awards", {award.code: award for award in self.national.rows["awards"]})

    # ------------------------------------------------------------------ how a row becomes an answer

    def marks(self, row: Row) -> tuple[str, ...]:
        """Say what must be said beside a row on this day: unverified, or amended by a law nobody has read here."""
        amending = [self._acts[name] for act in row.acts for name in self._acts[act].amended_by]
        unread = [act for act in amending if act.start <= self.day and not act.is_read]
        found = [f"chưa đối chiếu {act.name.replace(' số ', ' ')}" for act in unread]
        return once(found if row.verified else [UNVERIFIED, *found])

    def ruling(self, row: Row, value: Value, note: str = "") -> Ruling[Value]:
        """Answer with a value that this row gives."""
        return Ruling(value, row.cite, row.verified, note or row.note, self.marks(row))

    def rows(self, section: str) -> Iterator[Any]:
        """Give the rows of a section that hold on this day, local ones first."""
        for sheet in (*self.over, self.national):
            for row in sheet.rows.get(section, ()):
                if row.covers(self.day):
                    yield row

    def _by_id(self, section: str, wanted: str) -> Any:
        return next((row for row in self.rows(section) if row.id == wanted), None)

    # ------------------------------------------------------------------ catalogue and acts

    def award(self, code: str) -> Award:
        """Give a line of the catalogue, also one that is no longer granted."""
        if code not in self._awards:
            raise ValueError(f"no award {code} in the catalogue")
        return self._awards[code]

    def awards(self, kind: Kind | None = None) -> tuple[Award, ...]:
        """Give the catalogue of this day, titles and award forms apart when asked."""
        return tuple(row for row in self.rows("awards") if kind in (None, row.kind))

    def act(self, act_id: str) -> Act:
        """Give an act by its id."""
        return self._acts[act_id]

    def act_in_force(self, number: str, day: date | None = None) -> Standing:
        """Say whether an act is in force on a day (this pack's day when none is given)."""
        return acts.standing(number, day or self.day, self._acts)

    # ------------------------------------------------------------------ money

    def regime(self, received_on: date | None = None, decided_on: date | None = None) -> Ruling[Act]:
        """Say under which decree a dossier is judged: the day it was received decides."""
        return money.regime(self, received_on, decided_on or self.day)

    def notices(self, received_on: date, decided_on: date | None = None) -> tuple[Ruling[str], ...]:
        """Give the transition rules worth reading for a dossier of these days."""
        decided_on = decided_on or self.day
        rows = self.national.rows["transition"]
        return tuple(
            self.ruling(row, row.text)
            for row in rows
            if not row.regime and row.covers(decided_on) and received_on < row.received_before
        )

    def base_salary(self, day: date | None = None) -> Ruling[Decimal]:
        """Give the base salary of a day (this pack's day when none is given); refuse a day without one."""
        day = day or self.day
        row: BaseSalary | None = next((row for row in self.national.rows["base_salaries"] if row.covers(day)), None)
        if row is None:
            raise Refused(f"Mức lương cơ sở ngày {written(day)}: {NO_DATA}. Hãy nhờ quản trị bổ sung gói luật.")
        return self.ruling(row, row.amount)

    def bonus(
        self,
        award_code: str,
        subject: Subject | str,
        received_on: date | None = None,
        decided_on: date | None = None,
    ) -> Bonus:
        """Reckon a bonus with every step and its article; refuse what the data do not cover."""
        return money.reckon(self, self.award(award_code), Subject(subject), received_on, decided_on or self.day)

    def stacked(self, lines: Sequence[Granted]) -> tuple[Ruling[bool | None], ...]:
        """Say for each bonus of one recipient whether it is paid beside the others; None when nothing is known."""
        return money.stacked(self, lines)

    def fund(self, fund_id: str) -> Ruling[Fraction | None]:
        """Give a ceiling of the fund: ministry, department, lowland, highland; or the share for organising."""
        row: Fund | None = self._by_id("funds", fund_id)
        return self.ruling(row, row.share, row.text) if row else no_data(None)

    def organising_share(self) -> Ruling[Fraction | None]:
        """Give the share of each fund that goes to running the movement."""
        return self.fund("organising")

    def return_working_days(self) -> Ruling[int | None]:
        """Give the working days to return things and money after a revocation."""
        row: Principle | None = self._by_id("revocation", "return_money")
        return self.ruling(row, row.working_days, row.text) if row else no_data(None)

    def revocation_grounds(self) -> Ruling[tuple[str, ...]]:
        """Give the grounds on which a decision is revoked."""
        row: Principle | None = self._by_id("revocation", "grounds")
        return self.ruling(row, row.grounds, row.text) if row else no_data(())

    # ------------------------------------------------------------------ who may award

    def level_name(self, level: Level | str) -> str:
        """Name who decides at a level: “Chủ tịch UBND xã”."""
        return self._level(level).name

    def _level(self, level: Level | str) -> LevelRow:
        wanted = Level(level)
        rows: Sequence[LevelRow] = self.national.rows["levels"]
        return next(row for row in rows if row.grantor is wanted)

    def who_may(self, award_code: str) -> tuple[Ruling[Level], ...]:
        """Give the levels that may grant an award on this day."""
        code = self.award(award_code).code
        return tuple(self.ruling(row, row.grantor) for row in self.rows("authority") if code in row.awards)

    def may_award(self, level: Level | str, award_code: str) -> Ruling[bool | None]:
        """Say whether a level may grant an award on this day; None when the data do not say.

        The note of a No is a sentence for the screen: who may grant it instead.
        """
        award, row = self.award(award_code), self._level(level)
        if not row.covers(self.day):
            return self.ruling(row, False, row.instead)
        grants = [grant for grant in self.rows("authority") if grant.grantor is row.grantor]
        for grant in grants:
            if award.code in grant.awards:
                return self.ruling(grant, True)
        able = self.who_may(award.code)
        names = words([self.level_name(one.value) for one in able], "hoặc")
        note = f"{row.name} không tặng {award.name}" + (f"; thẩm quyền thuộc {names}." if names else ".")
        if row.grantor not in award.granted_by:
            return (
                Ruling(False, able[0].cite, able[0].verified, note, able[0].marks)
                if able
                else self.ruling(award, False, note)
            )
        whole = next((grant for grant in grants if grant.is_whole), None)
        return self.ruling(whole, False, note) if whole else no_data(None)

    # ------------------------------------------------------------------ council, papers, time, principles

    def ballot(self, award_code: str) -> Ruling[Ballot]:
        """Say what the council needs for an award; ``set_by`` LOCAL without a share: the office enters its own.

        A share that the law itself sets cannot be changed by a local pack.
        """
        code = self.award(award_code).code
        found = [row for row in self.rows("voting") if code in row.awards]
        fixed = [row for row in found if row.set_by is SetBy.LAW]
        row = next(iter(fixed or found), None)
        if row is None:
            return no_data(Ballot())
        return self.ruling(row, Ballot(row.share, row.quorum, row.secret, row.absent_write, row.set_by))

    def papers(self, award_code: str, context: str = "") -> tuple[Ruling[PaperDemand], ...]:
        """Give the papers the law of this day asks for; each once, the most local rule first.

        ``context`` “theme” adds what is asked of a thematic movement only. What a plan leaves out is a warning.
        """
        found: dict[str, Ruling[PaperDemand]] = {}
        for row in self._paper_rows(award_code, context):
            for paper in (*row.papers, *row.if_any):
                demand = PaperDemand(paper, PAPER_NAMES[paper], paper in row.if_any)
                found.setdefault(paper, self.ruling(row, demand))
        return tuple(found.values())

    def sets(self, award_code: str, context: str = "") -> Ruling[int | None]:
        """Give the number of sets of a dossier."""
        for row in self._paper_rows(award_code, context):
            if row.sets is not None:
                return self.ruling(row, row.sets)
        return no_data(None)

    def _paper_rows(self, award_code: str, context: str) -> list[Any]:
        code = self.award(award_code).code
        return [row for row in self.rows("dossiers") if code in row.awards and row.context in ("", context)]

    def left_to_local(self, award_code: str) -> tuple[Ruling[str], ...]:
        """Say which matters of an award a ministry or province settles itself."""
        code = self.award(award_code).code
        return tuple(
            self.ruling(row, row.text) for row in self.rows("delegation") if not row.awards or code in row.awards
        )

    def consultation(self, award_code: str) -> Ruling[Public | None]:
        """Say whether the public is asked before the council meets."""
        code = self.award(award_code).code
        row = next((row for row in self.rows("consultation") if code in row.awards), None)
        return self.ruling(row, Public(row.required, row.working_days, row.by)) if row else no_data(None)

    def terms(self, award_code: str) -> tuple[Ruling[Term], ...]:
        """Give the time limits that name an award, local ones first."""
        code = self.award(award_code).code
        return tuple(self.ruling(row, row) for row in self.rows("deadlines") if code in row.awards)

    def term(self, term_id: str) -> Ruling[Term | None]:
        """Give a time limit by its id."""
        row: Term | None = self._by_id("deadlines", term_id)
        return self.ruling(row, row) if row else no_data(None)

    def principle(self, principle_id: str) -> Ruling[Principle | None]:
        """Give a principle by its id: one_achievement, thematic_not_for_merit, women_first, direct_workers …"""
        row: Principle | None = self._by_id("principles", principle_id)
        return self.ruling(row, row, row.text) if row else no_data(None)

    def standard(self, award_code: str) -> Ruling[Principle | None]:
        """Give the standard of a title in words."""
        return self.principle(f"standard_{self.award(award_code).code}")

    def gate(self) -> Ruling[Gate | None]:
        """Say who may not be proposed now: discipline, investigation, inspection, complaint, press."""
        row: Principle | None = self._by_id("principles", "discipline_gate")
        return self.ruling(row, Gate(row.text, row.grounds), row.text) if row else no_data(None)

    # ------------------------------------------------------------------ the pack itself

    @property
    def ends_on(self) -> date:
        """Give the last day for which there is law."""
        return date.fromordinal(self.national.until.toordinal() - 1)

    def expiry_warning(self, within_days: int = 180) -> str | None:
        """Warn when the law in hand ends soon."""
        left = (self.ends_on - self.day).days
        if left > within_days:
            return None
        return (
            f"Dữ liệu luật chỉ có đến hết {written(self.ends_on)} (còn {left} ngày). "
            "Hãy nạp gói luật mới trước ngày đó: sau ngày đó phần mềm không tính tiền thưởng."
        )
