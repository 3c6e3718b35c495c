"""What may be decided: quotas as the plan words them, numbers, who may sign, what follows from a revocation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.awards.kinds import DecisionState
from thidua.base.days import written
from thidua.base.text import words
from thidua.movements.rules.quotas import Limit, limit_words, most
from thidua.org.actor import Actor
from thidua.org.kinds import Role

SUBJECT_WORDS = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình", "": "tập thể, cá nhân"}


@dataclass(frozen=True)
class Place:
    """One quota of the plan in force and how it counts here.

    ``subject`` is empty when one figure serves all kinds together; ``base`` is what a share is taken of and
    ``groups`` how many groups a “mỗi …” figure is multiplied by, None while nobody has said.
    """

    award: str
    subject: str
    clause: str
    limit: Limit
    base: int | None = None
    groups: int | None = None

    @property
    def most(self) -> int | None:
        """The largest number allowed; None when the plan leaves it open."""
        return most(self.limit, base=self.base, groups=self.groups)

    @property
    def least(self) -> int | None:
        """The smallest number the plan asks for; falling short is only warned."""
        return self.limit.n if self.limit.op in {"exact", "range"} else None

    @property
    def said(self) -> str:
        """The quota in words: “tối đa 2 tập thể”."""
        return f"{limit_words(self.limit)} {SUBJECT_WORDS[self.subject]}"


def over_limit(place: Place, *, used: int, adding: int) -> str | None:
    """Say that a decision would go over the quota, with its clause and the only way out; None when it fits."""
    if place.most is None and place.limit.op in {"share", "per_group"}:
        return (
            f"Kế hoạch cho {place.award} {place.said} ({place.clause}) nhưng chưa có số để tính. "
            "Hãy nhập số làm căn cứ tính ở trang dự thảo rồi ký lại."
        )
    if place.most is None or used + adding <= place.most:
        return None
    before = f" (đã quyết định {used:02d})" if used else ""
    return (
        f"Quyết định có {adding:02d} {SUBJECT_WORDS[place.subject]} được tặng {place.award}{before}; kế hoạch cho "
        f"{place.said} ({place.clause}). Hãy bỏ bớt, hoặc ban hành văn bản sửa đổi kế hoạch."
    )


def short_of_limit(place: Place, *, used: int, adding: int) -> str | None:
    """Warn that fewer are praised than the plan says; it does not block."""
    if place.least is None or used + adding >= place.least:
        return None
    return (
        f"Mới có {used + adding:02d} {SUBJECT_WORDS[place.subject]} được tặng {place.award}; "
        f"kế hoạch ghi {place.said} ({place.clause})."
    )


def why_not_prepare(actor: Actor, path: str) -> str | None:
    """Say why this person may not draft decisions of the unit with this path."""
    if actor.covers(Role.OFFICE, path):
        return None
    return "Chỉ cán bộ thường trực thi đua, khen thưởng của cơ quan quyết định được lập dự thảo quyết định."


def why_not_chosen(name: str, *, is_verified: bool, has_meeting: bool, passed: bool | None, count: str) -> str | None:
    """Say why a dossier may not stand in a decision: it must be verified and passed by the council."""
    if not is_verified:
        return f"{name}: hồ sơ chưa được thẩm định đủ điều kiện. Hãy thẩm định xong rồi đưa vào quyết định."
    if not has_meeting or passed:
        return None
    if passed is None:
        return f"{name}: Hội đồng chưa kiểm phiếu về hồ sơ này. Hãy kiểm phiếu rồi đưa vào quyết định."
    return f"{name}: Hội đồng không thông qua ({count}). Hãy bỏ khỏi danh sách."


def why_not_basis(*, has_meeting: bool, is_closed: bool, grounds: str) -> str | None:
    """Say what a decision still rests on nothing without: a closed meeting here, or the minutes of one on paper."""
    if has_meeting:
        return None if is_closed else "Phiên họp chưa kết thúc. Hãy kiểm phiếu và kết thúc phiên họp rồi lập dự thảo."
    if grounds.strip():
        return None
    return "Chưa có phiên họp ở đây. Hãy ghi số, ngày biên bản họp xét khen thưởng làm căn cứ."


def why_not_sign(actor: Actor, path: str) -> str | None:
    """Say why this person may not enter the signed decision: registry, authority or standing office may."""
    if any(actor.covers(role, path) for role in (Role.AUTHORITY, Role.REGISTRY, Role.OFFICE)):
        return None
    return "Chỉ người có thẩm quyền, văn thư hoặc cán bộ thường trực của cơ quan được nhập quyết định đã ký."


def why_not_step(state: str, wanted: DecisionState) -> str | None:
    """Say why a decision in one state may not go to another: draft → submitted → signed; a signed one never moves."""
    steps = {
        DecisionState.DRAFT: {DecisionState.SUBMITTED, DecisionState.SIGNED, DecisionState.DROPPED},
        DecisionState.SUBMITTED: {DecisionState.DRAFT, DecisionState.SIGNED, DecisionState.DROPPED},
    }
    if wanted in steps.get(DecisionState(state), set()):
        return None
    label = DecisionState(state).label
    if state == DecisionState.SIGNED:
        return "Quyết định đã ban hành không sửa được. Hãy lập quyết định khác để thay thế hoặc thu hồi."
    return f"Quyết định đang ở bước “{label}” nên không làm được việc này."


def why_not_number(*, is_automatic: bool, number: int | None) -> str | None:
    """Say why a number cannot be taken: typed where the registry keeps the book, given where it is kept here."""
    if is_automatic:
        return None if number is None else "Sổ này cấp số tự động; hãy để trống ô số."
    if number is None:
        return "Hãy nhập số quyết định do văn thư cấp."
    return None if number > 0 else "Số quyết định phải là số nguyên dương."


def why_not_signed_day(signed_on: date, *, today: date, received: Iterable[date | None]) -> str | None:
    """Say why a decision cannot bear this day."""
    if signed_on > today:
        return f"Ngày ký {written(signed_on)} chưa tới. Hãy kiểm tra lại ngày trên quyết định."
    latest = max((day for day in received if day), default=None)
    if latest and signed_on < latest:
        return (
            f"Ngày ký {written(signed_on)} trước ngày tiếp nhận hồ sơ {written(latest)}. "
            "Hãy kiểm tra lại ngày trên quyết định."
        )
    return None


def why_not_before(signed_on: date, other: date | None, what: str) -> str | None:
    """Say why a decision cannot bear a day before something it rests on."""
    if other is None or signed_on >= other:
        return None
    return f"Ngày ký {written(signed_on)} trước {what} {written(other)}. Hãy kiểm tra lại ngày trên quyết định."


def told(problems: Iterable[str | None]) -> str | None:
    """Join what stands in the way; None when nothing does."""
    found = [problem for problem in problems if problem]
    return " ".join(found) if found else None


def named(names: Iterable[str]) -> str:
    """Write names for a sentence."""
    return words(f"“{name}”" for name in names)
