"""Arithmetic of quotas: how many places there are, how many are left. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Limit:
    """What a plan says about the number of awards; the words are those of the contract of the plan draft."""

    op: str  # max | exact | range | share | per_group | deferred | set_by_unit
    n: int | None = None
    n_max: int | None = None
    percent: Decimal | None = None
    per: str = ""
    deferred_to: str = ""


@dataclass(frozen=True)
class Meter:
    """Used and left places of one quota; ``most`` is None where the plan sets no number here."""

    used: int
    most: int | None
    words: str

    @property
    def left(self) -> int | None:
        """Places still free; None without a number, never below 0."""
        return None if self.most is None else max(0, self.most - self.used)

    @property
    def is_over(self) -> bool:
        """Whether more are counted than there are places."""
        return self.most is not None and self.used > self.most


def most(limit: Limit, *, base: int | None = None, groups: int | None = None) -> int | None:
    """Give the largest number allowed; None where it cannot be said.

    ``base`` is what a share counts of (those who take part), ``groups`` how many clusters, blocks or units
    a “mỗi khối” figure is multiplied by. A share is cut to whole places, never rounded up.
    """
    if limit.op in {"max", "exact"}:
        return limit.n
    if limit.op == "range":
        return limit.n_max if limit.n_max is not None else limit.n
    if limit.op == "share" and limit.percent is not None and base is not None:
        return int(Fraction(limit.percent) * base / 100)
    if limit.op == "per_group" and limit.n is not None and groups is not None:
        return limit.n * groups
    return None


def meter(limit: Limit | None, used: int, *, base: int | None = None, groups: int | None = None) -> Meter:
    """Count used and left places with the words a page shows."""
    if limit is None:
        return Meter(used, None, f"{used} – kế hoạch không nêu số lượng")
    top = most(limit, base=base, groups=groups)
    if top is None:
        return Meter(used, None, f"{used} – {_unsaid(limit)}")
    return Meter(used, top, f"{used}/{top} – còn {max(0, top - used)}")


def _unsaid(limit: Limit) -> str:
    if limit.op == "deferred":
        return f"số lượng theo Kế hoạch số {limit.deferred_to}" if limit.deferred_to else "số lượng theo kế hoạch khác"
    if limit.op == "set_by_unit":
        return "số lượng do đơn vị tự quyết định"
    return f"không quá {limit.percent} %" if limit.op == "share" else f"{limit.n} cho mỗi {limit.per or 'nhóm'}"


def why_not_award(count: Meter, adding: int, clause: str) -> str | None:
    """Say why so many more may not be awarded; None when there is room or no number."""
    if count.most is None or count.used + adding <= count.most:
        return None
    return (
        f"Kế hoạch cho tối đa {count.most} ({clause}), đã có {count.used}, thêm {adding} là vượt "
        f"{count.used + adding - count.most}. Hãy bỏ bớt, hoặc ban hành văn bản sửa đổi kế hoạch."
    )


def limit_words(limit: Limit) -> str:
    """Write the limit as on a page: “tối đa 5”, “từ 2 đến 4”, “không quá 20 %”."""
    written = {
        "max": f"tối đa {limit.n}",
        "exact": f"{limit.n}",
        "range": f"từ {limit.n} đến {limit.n_max}",
        "share": f"không quá {limit.percent} %",
        "per_group": f"{limit.n} cho mỗi {limit.per or 'nhóm'}",
    }
    return written.get(limit.op) or _unsaid(limit)


def why_not_share(limit: Limit, *, given: int, n: int, clause: str) -> str | None:
    """Say why a unit may not be given so many places; ``given`` are those other units have already."""
    top = most(limit)
    if top is None:
        return f"Kế hoạch không nêu số lượng cụ thể ({clause}) nên chưa giao phần cho đơn vị được."
    if given + n <= top:
        return None
    return (
        f"Kế hoạch cho tối đa {top} ({clause}), đã giao {given}, thêm {n} là vượt {given + n - top}. "
        "Hãy giảm phần của đơn vị này hoặc đơn vị khác."
    )


def why_not_beyond_share(share: int, asked: int | None, *, name: str, clause: str) -> str | None:
    """Say why a subordinate plan may not ask for more places than its superior gave the unit."""
    if asked is None or asked <= share:
        return None
    return (
        f"Cấp trên giao đơn vị tối đa {share} {name} ({clause}), bản này ghi {asked}. "
        "Hãy sửa số lượng, hoặc đề nghị cấp trên giao thêm."
    )
