"""One class for each kind of row in a pack; the field names are the keys of the YAML files (``start`` is ``from``)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Trust(StrEnum):
    """How the row was seen."""

    PRIMARY_COPY = "primary_copy"  # a copy of the whole text
    SECONDARY_QUOTE = "secondary_quote"  # an article or office quoting the clause
    METADATA_ONLY = "metadata_only"  # number, day and effect, not the text
    INFERRED = "inferred"  # follows from another row
    MEMORY = "memory"  # nobody has read it yet


class Kind(StrEnum):
    """A title (danh hiệu thi đua) is not an award form (hình thức khen thưởng)."""

    TITLE = "title"
    FORM = "form"


class Family(StrEnum):
    """What the multipliers for collectives and households hang on."""

    TITLE = "title"
    ORDER = "order"
    MEDAL = "medal"
    HONOUR = "honour"
    PRIZE = "prize"
    INSIGNIA = "insignia"
    COMMENDATION = "commendation"
    MERIT = "merit"


class Subject(StrEnum):
    """Who receives an award."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"
    WORK = "work"


class Level(StrEnum):
    """Who grants an award; the same words as ``issuer_level`` of a plan draft where it has one."""

    STATE_PRESIDENT = "chu_tich_nuoc"
    PRIME_MINISTER = "thu_tuong"
    MINISTRY = "bo"
    PROVINCE = "tinh"
    DEPARTMENT = "so"
    DISTRICT = "huyen"
    COMMUNE = "xa"
    AGENCY = "don_vi"
    ENTERPRISE = "doanh_nghiep"


class SetBy(StrEnum):
    """Who says the figure of a row."""

    LAW = "law"
    LOCAL = "local"  # the ministry or province; until its pack is here, the office's own entry with its paper


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every row says of itself: its citation, the days it holds and how it was seen."""

    cite: str
    start: date
    until: date | None
    verified: bool
    level: Trust
    acts: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    note: str = ""

    def covers(self, day: date) -> bool:
        """Say whether the row holds on this day; ``until`` is the first day it does not."""
        return self.start <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, kw_only=True)
class Act(Row):
    """A law, decree or circular; its interval is its force."""

    id: str
    number: str
    title: str
    signed: date | None = None
    replaced_by: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    is_regime: bool = False  # one of the decrees a dossier falls under
    is_read: bool = True  # False: only number and days are known, so what it amends must be checked again

    @property
    def name(self) -> str:
        """Write as in a citation: “Nghị định số 91/2017/NĐ-CP”, “Luật số 06/2022/QH15”."""
        words = self.title.split()
        kind = words[0] if words[0] == "Luật" else " ".join(words[:2])
        return f"{kind} số {self.number}"


@dataclass(frozen=True, kw_only=True)
class BaseSalary(Row):
    """Đồng a month."""

    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Award(Row):
    """One line of the catalogue: a title or an award form, with who may ever grant it and to whom."""

    code: str
    name: str
    kind: Kind
    family: Family
    subjects: tuple[Subject, ...]
    granted_by: tuple[Level, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rate(Row):
    """Coefficient of the base salary for one award under one regime; ``at_most`` makes it a ceiling."""

    award: str
    regime: str
    coefficient: Decimal
    at_most: bool = False


@dataclass(frozen=True, kw_only=True)
class Multiplier(Row):
    """What a collective or a household gets compared with an individual."""

    families: tuple[Family, ...]
    subject: Subject
    regime: str
    factor: Decimal


@dataclass(frozen=True, kw_only=True)
class Rounding(Row):
    """Bonuses are rounded up to a multiple of ``unit``, once, at the end."""

    regime: str
    unit: Decimal


@dataclass(frozen=True, kw_only=True)
class LevelRow(Row):
    """A level of government and the days it exists; ``instead`` is said when it no longer does."""

    grantor: Level
    name: str
    instead: str = ""


@dataclass(frozen=True, kw_only=True)
class Grant(Row):
    """Awards that a level may give."""

    grantor: Level
    awards: tuple[str, ...]
    is_whole: bool = False  # True: the level gives nothing else in these days


@dataclass(frozen=True, kw_only=True)
class Delegation(Row):
    """A matter left to ministries and provinces."""

    topic: str
    text: str
    awards: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Principle(Row):
    """A rule in words, with the figures a program needs; ``grounds`` are what a gate blocks for."""

    id: str
    text: str
    grounds: tuple[str, ...] = ()
    share: Fraction | None = None
    working_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class Voting(Row):
    """What a council needs for an award; a share is counted over all members."""

    awards: tuple[str, ...]
    share: Fraction | None = None
    quorum: Fraction | None = None
    secret: bool | None = None
    absent_write: bool | None = None
    set_by: SetBy = SetBy.LAW


@dataclass(frozen=True, kw_only=True)
class Papers(Row):
    """Papers of a dossier; ``papers`` and ``if_any`` hold the words of a plan draft (to_trinh, bien_ban …)."""

    id: str
    awards: tuple[str, ...]
    papers: tuple[str, ...] = ()
    if_any: tuple[str, ...] = ()
    sets: int | None = None
    context: str = ""


@dataclass(frozen=True, kw_only=True)
class Term(Row):
    """A time limit: working days, or a day of the year as “06-30”."""

    id: str
    text: str
    awards: tuple[str, ...] = ()
    working_days: int | None = None
    month_day: str = ""


@dataclass(frozen=True, kw_only=True)
class Fund(Row):
    """A ceiling or a share of the emulation fund."""

    id: str
    text: str
    share: Fraction


@dataclass(frozen=True, kw_only=True)
class Consultation(Row):
    """Whether and how long an award is shown to the public before the council meets."""

    awards: tuple[str, ...]
    required: bool
    working_days: int | None = None
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Transition(Row):
    """A dossier received and decided within these days falls under ``regime``; without one it is a notice."""

    id: str
    text: str
    received_before: date
    received_from: date | None = None
    regime: str = ""
