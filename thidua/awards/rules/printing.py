"""Who may issue certificates, and when one may be issued again. Pure."""

from collections.abc import Iterable

from thidua.awards.kinds import DecisionKind, DecisionState
from thidua.awards.rules.deciding import named
from thidua.org.actor import Actor
from thidua.org.kinds import Role


def why_not_print(actor: Actor, path: str) -> str | None:
    """Say why this person may not issue certificates of the office."""
    if any(actor.covers(role, path) for role in (Role.OFFICE, Role.REGISTRY)):
        return None
    return "Chỉ cán bộ thường trực thi đua, khen thưởng hoặc văn thư của cơ quan được vào sổ và in bằng, giấy khen."


def why_not_certify(state: str, kind: str) -> str | None:
    """Say why a decision has no certificates: it is not signed, or it grants nothing."""
    if state != DecisionState.SIGNED:
        return "Quyết định chưa ban hành nên chưa vào sổ, in được. Hãy nhập số và ngày ký trước."
    if kind == DecisionKind.PROPOSE:
        return "Tờ trình cấp trên không có bằng, giấy khen; cấp quyết định in."
    if kind == DecisionKind.REVOKE:
        return "Quyết định thu hồi không có bằng, giấy khen."
    return None


def why_not_reissue(*, stands: bool, is_newest: bool, reason: str) -> str | None:
    """Say why a certificate cannot be issued again."""
    if not stands:
        return "Khen thưởng này đã bị thu hồi nên không cấp lại được."
    if not is_newest:
        return "Bản này đã được cấp lại rồi. Hãy cấp lại từ bản mới nhất."
    if not reason.strip():
        return "Hãy ghi lý do cấp lại, ví dụ: in sai tên, bị hỏng, bị mất."
    return None


def why_not_lines(missing: Iterable[str]) -> str | None:
    """Say which of the chosen names have been revoked since."""
    gone = named(missing)
    return f"{gone}: khen thưởng đã bị thu hồi nên không in." if gone else None
