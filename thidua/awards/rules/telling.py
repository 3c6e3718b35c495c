"""Good examples: who may propose, verify and publish one. Pure."""

from thidua.awards.kinds import StoryState
from thidua.org.actor import Actor
from thidua.org.kinds import Role

STEPS = {
    StoryState.VERIFIED: ((StoryState.PROPOSED,), (Role.OFFICE,), "thẩm định"),
    StoryState.PUBLISHED: ((StoryState.VERIFIED,), (Role.MEDIA, Role.OFFICE), "công bố"),
    StoryState.DECLINED: (
        (StoryState.PROPOSED, StoryState.VERIFIED, StoryState.PUBLISHED), (Role.OFFICE, Role.MEDIA), "gỡ",
    ),
}  # fmt: skip


def why_not_propose(actor: Actor, path: str) -> str | None:
    """Say why this person may not propose a story of the unit."""
    if any(actor.covers(role, path) for role in (Role.CLERK, Role.OFFICE, Role.MEDIA)):
        return None
    return "Chỉ đầu mối đơn vị, cán bộ thường trực hoặc truyền thông được đề xuất điển hình."


def why_not_step(actor: Actor, path: str, state: str, wanted: StoryState) -> str | None:
    """Say why a story may not take a step now."""
    before, roles, what = STEPS[wanted]
    if not any(actor.covers(role, path) for role in roles):
        return f"Chỉ {' hoặc '.join(role.label.lower() for role in roles)} được {what} điển hình."
    if state not in before:
        return f"Điển hình đang ở bước “{StoryState(state).label}” nên không {what} được."
    return None


def why_not_publish(*, is_person: bool, consents: bool, source: str) -> str | None:
    """Say what a story still lacks before everybody may read it."""
    if is_person and not consents:
        return "Điển hình là cá nhân: phải có đồng ý của người được nêu trước khi công bố."
    return None if source.strip() else "Hãy ghi căn cứ của số liệu (báo cáo, văn bản) trước khi công bố."


def steps_open(actor: Actor, path: str, state: str) -> list[str]:
    """Give the steps this person may take now."""
    return [wanted.value for wanted in STEPS if why_not_step(actor, path, state, wanted) is None]
