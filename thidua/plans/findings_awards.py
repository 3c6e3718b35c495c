"""Findings about awards, places, papers and money: what is left open or left to another plan."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from thidua.base.text import norm
from thidua.plans.case import Case, error, note, warning
from thidua.plans.draft import Award, Finding, Quota

_MONEY = re.compile(
    r"(?:kinh phi|quy|ngan sach|nguon)\b[^.;]{0,60}khen thuong|khen thuong\b[^.;]{0,60}(?:kinh phi|quy|ngan sach)"
)
_SUBJECTS = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}


def no_award(case: Case) -> Iterator[Finding]:
    """Ask which award may be given and by whom."""
    draft = case.draft
    if not draft.awards and not _leaves_to_parent(case):
        message = "Kế hoạch không nêu hình thức khen thưởng và người có thẩm quyền tặng. Hãy bổ sung."
        yield error("award-missing", message)
    for award in draft.awards:
        if not award.authority:
            yield warning(
                "award-authority-missing", f"Không nói ai tặng {award.form}. Hãy ghi người có thẩm quyền.", award
            )


def _leaves_to_parent(case: Case) -> bool:
    draft = case.draft
    return bool(draft.quotas_deferred_to or draft.criteria_deferred_to or draft.dossier.deferred_to)


def no_place(case: Case) -> Iterator[Finding]:
    """Ask how many may be awarded; say where another plan decides."""
    draft = case.draft
    deferred = {quota.deferred_to for quota in draft.quotas if quota.op == "deferred"} | {draft.quotas_deferred_to}
    for number in sorted(filter(None, deferred)):
        places: list[object] = [quota for quota in draft.quotas if quota.deferred_to == number]
        message = (
            f"Số lượng khen thưởng thực hiện theo Kế hoạch số {number}, không có trong văn bản này. "
            "Hãy nạp kế hoạch đó; chưa có thì hệ thống không kiểm được chỉ tiêu."
        )
        yield warning("quota-deferred", message, *(places or [draft.sources.get("quotas_deferred_to")]))
    if draft.quotas_deferred_to:
        return
    for award in draft.awards:
        if award.route is None:  # given by the units themselves, within their own authority
            continue
        if lacking := _without_quota(award, draft.quotas):
            message = (
                f"{award.form}{f' của {award.authority}' if award.authority else ''} không có số lượng cho {lacking}. "
                "Hãy nhập số lượng, hoặc xác nhận là không giới hạn."
            )
            yield warning("quota-missing", message, award)


def _without_quota(award: Award, quotas: tuple[Quota, ...]) -> str:
    """Name the subjects of an award for which no quota speaks; empty when all have one."""
    own = [quota for quota in quotas if _is_of(quota, award)]
    if not own:
        return " và ".join(_SUBJECTS[each] for each in award.subjects if each in _SUBJECTS) or "đối tượng nào"
    spoken = {quota.subject for quota in own}
    if None in spoken:
        return ""
    return " và ".join(_SUBJECTS[each] for each in award.subjects if each in _SUBJECTS and each not in spoken)


def _is_of(quota: Quota, award: Award) -> bool:
    if norm(quota.award or "") != norm(award.form):
        return False
    one, other = _plain(quota.authority), _plain(award.authority)
    return not one or not other or one in other or other in one


def _plain(authority: str | None) -> str:
    return norm(authority or "").replace("uy ban nhan dan", "ubnd")


def two_figures(case: Case) -> Iterator[Finding]:
    """Find two different numbers of places for one award and subject where nothing tells them apart."""
    if case.draft.period.rounds != ("once",):
        return
    plain = [quota for quota in case.draft.quotas if quota.n is not None and not quota.per and not quota.scope]
    for one, other in combinations(plain, 2):
        same = (one.award, _plain(one.authority), one.subject) == (other.award, _plain(other.authority), other.subject)
        if same and (one.n, one.n_max) != (other.n, other.n_max):
            message = (
                f"Số lượng {one.award or 'khen thưởng'} ghi hai con số: {one.n:02d} và {other.n:02d}. Hãy chọn một."
            )
            yield error("quota-conflict", message, one, other)


def share_open(case: Case) -> Iterator[Finding]:
    """Ask how a share that is no whole number is rounded."""
    shares = [quota for quota in case.draft.quotas if quota.percent is not None]
    said = norm(case.text)
    if shares and "lam tron" not in said:
        message = (
            "Số lượng theo tỷ lệ % có thể ra số lẻ mà kế hoạch không nói cách làm tròn. Với “không quá”, phần mềm "
            "làm tròn xuống; hãy ghi rõ nếu muốn khác."
        )
        yield note("share-rounding-unclear", message, *shares)


def papers(case: Case) -> Iterator[Finding]:
    """Ask for the papers of the dossier; say where another plan lists them."""
    dossier = case.draft.dossier
    if dossier.deferred_to:
        message = f"Thành phần hồ sơ thực hiện theo Kế hoạch số {dossier.deferred_to}. Hãy nạp kế hoạch đó."
        yield warning("dossier-deferred", message, dossier.sources.get("deferred_to"))
    elif not dossier.items:
        message = "Kế hoạch không nêu thành phần hồ sơ. Hãy chọn danh mục giấy tờ (ghi rõ căn cứ) trước khi mở đợt xét."
        yield warning("dossier-missing", message)


def chosen_by_nobody(case: Case) -> Iterator[Finding]:
    """Say what a plan leaves unsaid about choosing and paying."""
    draft = case.draft
    if not draft.selection and "hoi dong" not in norm(case.text):
        message = "Kế hoạch không nói ai họp xét, chọn và trình khen thưởng. Hãy nêu Hội đồng hoặc bộ phận xét."
        yield note("selection-missing", message)
    if not draft.funding and not _MONEY.search(norm(case.text)) and any(each.route == "own" for each in draft.awards):
        message = "Kế hoạch không nêu nguồn tiền thưởng. Hãy ghi quỹ chi."
        yield note("funding-missing", message)


def parent_not_loaded(case: Case) -> Iterator[Finding]:
    """Ask for the plan of the superior that this one carries out."""
    for basis in case.draft.bases:
        if basis.role == "parent_plan":
            name = f"{basis.kind} số {basis.number}" if basis.number else basis.kind
            message = (
                f"Chưa nạp {name} của cấp trên, nên chưa so được tiêu chí, hạn và số lượng. Hãy nạp văn bản đó rồi so "
                "lại."
            )
            yield warning("parent-not-loaded", message, basis)


CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    no_award,
    no_place,
    two_figures,
    share_open,
    papers,
    chosen_by_nobody,
    parent_not_loaded,
)
