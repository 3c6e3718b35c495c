"""Giấy mời: written from the meeting as it was called."""

from dataclasses import replace

from thidua.base.days import ZONE
from thidua.base.text import words
from thidua.council import minutes, queries
from thidua.council.kinds import Office
from thidua.council.models import Meeting
from thidua.documents.invitation import Invitation
from thidua.documents.layout import Signature
from thidua.documents.phrases import count
from thidua.movements.kinds import SubjectKind

NOUNS = {SubjectKind.COLLECTIVE: "tập thể", SubjectKind.INDIVIDUAL: "cá nhân", SubjectKind.HOUSEHOLD: "hộ gia đình"}


def invitation_to(meeting: Meeting) -> Invitation:
    """Invite all members by name in one letter, as offices send it round."""
    seats = queries.seats_of(meeting)
    people = minutes.attendees(seats, meeting)
    chair = minutes.officer(seats, people, Office.CHAIR, Office.DEPUTY)
    lines = list(queries.lines_of(meeting))
    kinds = [line.dossier.nominee.kind for line in lines]
    numbers = [count(kinds.count(kind), noun) for kind, noun in NOUNS.items() if kind in kinds]
    joint = [council.name for council in meeting.joint_with.order_by("pk")]
    return Invitation(
        letterhead=replace(
            minutes.letterhead(meeting.council, meeting, "GM-HĐTĐKT"), day=meeting.convened_at.astimezone(ZONE).date()
        ),
        host=meeting.council.name,
        to=tuple(map(str, people.values())),
        begins_at=minutes.begins(meeting),
        venue=minutes.venue(meeting),
        subject=f"xét khen thưởng {meeting.round.name} – {meeting.round.movement.name}"
        + (f" (họp cùng {words(joint)})" if joint else ""),
        agenda=tuple(minutes.listed(meeting.agenda)),
        papers=(
            *(paper.title for paper in meeting.papers.order_by("pk")),
            f"Hồ sơ của {words(numbers)} được đề nghị khen thưởng",
        ),
        candidates=f"Xét {words(numbers)} được đề nghị khen thưởng",
        guests=tuple(minutes.listed(meeting.guests)),
        asks=_asks(meeting),
        signature=Signature((f"TM. {meeting.council.get_kind_display()}", "Chủ tịch"), chair.name),
    )


def _asks(meeting: Meeting) -> tuple[str, ...]:
    said = ["Thành viên có liên quan đến người, tập thể được đề nghị vui lòng khai báo trước khi bỏ phiếu."]
    if queries.takes_written(meeting):
        said.append("Thành viên không dự họp được vui lòng gửi ý kiến bằng văn bản trước giờ họp.")
    return tuple(said)
