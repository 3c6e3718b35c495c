"""Findings about criteria: none, not measurable, or readable in two ways."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from thidua.base.money import figure
from thidua.base.text import norm
from thidua.plans.case import Case, error, note, warning
from thidua.plans.draft import Finding

_UPWARD = re.compile(r"\b(?:tang|nang|cai thien|cao hon|tien bo|vuot|len)\b")
_SUBJECTS = {"collective": "tập thể", "individual": "cá nhân", "general": "chung"}


def missing(case: Case) -> Iterator[Finding]:
    """Ask for criteria, or for the plan in which they stand."""
    draft = case.draft
    if draft.criteria_deferred_to:
        message = (
            f"Tiêu chí thực hiện theo Kế hoạch số {draft.criteria_deferred_to}, không có trong văn bản này. "
            "Hãy nạp kế hoạch đó để chấm và xét được."
        )
        yield warning("criteria-deferred", message, draft.sources.get("criteria_deferred_to"))
    elif not draft.criteria:
        yield error("criteria-missing", "Kế hoạch không nêu tiêu chí xét khen thưởng. Hãy bổ sung tiêu chí.")
    if not draft.subjects and not draft.criteria_deferred_to:
        yield note("subjects-missing", "Kế hoạch không nêu riêng đối tượng thi đua. Hãy chọn đơn vị, cá nhân tham gia.")


def unmeasurable(case: Case) -> Iterator[Finding]:
    """Gather the criteria that only a person can confirm: no figure, no list, no record to look at."""
    vague = [each for each in case.draft.criteria if each.kind == "attestation"]
    if vague:
        message = (
            f"{len(vague):02d} tiêu chí không có số đo (ví dụ “{vague[0].text}”). Người xét sẽ phải xác nhận từng "
            "tiêu chí kèm minh chứng; nên nêu số liệu hoặc văn bản chứng minh."
        )
        yield note("criterion-unmeasurable", message, *vague)


def rank_unclear(case: Case) -> Iterator[Finding]:
    """Find ranks that could mean “exactly” or “at least”, and changes that could go up or down."""
    for each in case.draft.criteria:
        said = norm(each.text)
        if each.kind == "rank" and not each.params.get("direction"):
            value = each.params.get("value")
            message = f"“Xếp thứ {value}” không nói rõ đúng thứ {value} hay từ thứ {value} trở lên. Hãy chọn một nghĩa."
            yield warning("rank-direction-unclear", message, each)
        elif each.kind == "improvement" and each.params.get("of") == "rank" and not _UPWARD.search(said):
            message = "Tiêu chí đòi “thay đổi thứ hạng” mà không nói tăng hay giảm. Hãy ghi “tăng ít nhất … bậc”."
            yield warning("rank-direction-unclear", message, each)
        elif each.kind == "improvement" and "xep hang" in said and "diem" in said:
            message = "Tiêu chí nói cả xếp hạng và điểm số. Hãy ghi rõ so sánh thứ hạng hay điểm với năm trước."
            yield note("rank-direction-unclear", message, each)


def initiative_unclear(case: Case) -> Iterator[Finding]:
    """Ask who recognises an initiative, and whether one of several bodies is enough."""
    for each in case.draft.criteria:
        if each.kind != "initiative":
            continue
        bodies = each.params.get("recognised_by") or ()
        if not bodies:
            message = "Không nói ai công nhận sáng kiến và bằng văn bản nào. Hãy ghi cấp công nhận."
            yield note("initiative-body-missing", message, each)
        elif len(bodies) > 1 and not each.params.get("joined"):
            message = (
                f"Sáng kiến phải được {', '.join(bodies)} công nhận: cần tất cả hay chỉ một? Hãy ghi “hoặc” hay “và”."
            )
            yield warning("initiative-body-unclear", message, each)


def discipline_unclear(case: Case) -> Iterator[Finding]:
    """Ask from which grade on discipline bars."""
    open_ones = [each for each in case.draft.criteria if each.kind == "discipline"]
    open_ones = [each for each in open_ones if not each.params.get("not_at_or_above")]
    if open_ones:
        message = "Tiêu chí kỷ luật không nêu từ hình thức nào trở lên thì không được xét. Hãy nêu mức."
        yield note("discipline-grade-missing", message, *open_ones)


def points_sum(case: Case) -> Iterator[Finding]:
    """Compare the sum of the maxima with the hundred points a table of points promises."""
    for subject, name in _SUBJECTS.items():
        scored = [each for each in case.draft.criteria if each.kind == "points" and each.subject == subject]
        total = sum(Decimal(str(each.params.get("max") or 0)) for each in scored)
        if scored and total != 100:
            message = (
                f"Tổng điểm tối đa của tiêu chí {name} là {figure(total)}, không phải 100. Hãy kiểm tra thang điểm."
            )
            yield warning("points-sum", message, *scored)


CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    missing,
    unmeasurable,
    rank_unclear,
    initiative_unclear,
    discipline_unclear,
    points_sum,
)
