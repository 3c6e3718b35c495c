"""What a pack answers: always a value with its citation, and whether somebody has checked it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

from thidua.law.rows import Act, Award, SetBy, Subject

NO_DATA = "chưa có dữ liệu luật cho ngày này"
UNVERIFIED = "chưa xác minh"

GROUND_NAMES = {  # why somebody may not be proposed now
    "discipline_pending": "đang bị xem xét kỷ luật",
    "investigation": "đang bị điều tra",
    "inspection": "đang bị thanh tra, kiểm tra khi có dấu hiệu vi phạm",
    "complaint": "có đơn thư đang được xác minh",
    "press": "có tin báo về tham nhũng, tiêu cực đang được xác minh",
}
REVOCATION_NAMES = {  # why a decision is revoked
    "fraud": "kê khai gian dối",
    "false_papers": "hồ sơ sai hoặc giả",
    "unlawful_review": "thẩm định, xét trái pháp luật",
    "violation_found": "có kết luận vi phạm trong thời gian tính thành tích",
}

Value = TypeVar("Value")
Answer = TypeVar("Answer", covariant=True)


@dataclass(frozen=True)
class Ruling(Generic[Answer]):
    """One answer of the law of a day.

    ``marks`` are said beside it on every screen: “chưa xác minh”, “chưa đối chiếu Luật 06/2026/QH16”.
    """

    value: Answer
    cite: str
    verified: bool
    note: str = ""
    marks: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Say whether the answer may stand without a word of caution."""
        return self.verified and not self.marks

    @property
    def cite_marked(self) -> str:
        """Write the citation with its marks: “khoản 1 Điều 80 … (chưa xác minh)”."""
        return f"{self.cite} ({'; '.join(self.marks)})" if self.marks else self.cite


def no_data(value: Value) -> Ruling[Value]:
    """Answer that no row covers the day; the value is what stays open."""
    return Ruling(value, "", verified=False, note=NO_DATA, marks=(NO_DATA,))


@dataclass(frozen=True)
class Step:
    """One line of the sum of a bonus, in words, with its citation."""

    text: str
    cite: str
    verified: bool
    note: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bonus:
    """A bonus and how it came about; ``exact`` is before rounding, ``is_ceiling`` says “không quá”."""

    award: Award
    subject: Subject
    amount: Decimal
    exact: Decimal
    coefficient: Decimal
    factor: Decimal
    base_salary: Decimal
    regime: Act
    received_on: date
    decided_on: date
    is_ceiling: bool
    steps: tuple[Step, ...]

    @property
    def verified(self) -> bool:
        """Say whether every step has been checked."""
        return all(step.verified for step in self.steps)

    @property
    def marks(self) -> tuple[str, ...]:
        """Give each mark of the steps once."""
        return once(mark for step in self.steps for mark in step.marks)

    @property
    def cite(self) -> str:
        """Give the citation of the coefficient, which names the award."""
        return next(step.cite for step in self.steps if step.text.startswith("Hệ số"))


@dataclass(frozen=True)
class Ballot:
    """What a council needs; None is what the law of the day leaves open."""

    share: Fraction | None = None  # of all members, absent ones too
    quorum: Fraction | None = None
    secret: bool | None = None
    absent_write: bool | None = None
    set_by: SetBy | None = None


@dataclass(frozen=True)
class PaperDemand:
    """A paper the law asks for; ``if_any`` when only where it exists."""

    paper: str
    name: str
    if_any: bool = False


@dataclass(frozen=True)
class Gate:
    """Why somebody may not be proposed now."""

    text: str
    grounds: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Name the grounds in Vietnamese."""
        return tuple(GROUND_NAMES[ground] for ground in self.grounds)


@dataclass(frozen=True)
class Public:
    """Whether the public is asked before the council meets, how long and by whom."""

    required: bool
    working_days: int | None = None
    by: str = ""


class Force(StrEnum):
    """Where an act stands on a day."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Standing:
    """Whether an act is in force on a day, in one sentence; ``since`` is the day that state began."""

    number: str
    state: Force
    sentence: str
    since: date | None = None
    replaced_by: tuple[str, ...] = ()
    verified: bool = False
    act: Act | None = field(default=None, repr=False)


def once(texts: Iterable[str]) -> tuple[str, ...]:
    """Give each text once, in order."""
    return tuple(dict.fromkeys(texts))
