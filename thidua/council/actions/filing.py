"""Filing the minutes: frozen as they were written when the meeting ended, and laid in the dossiers of a unit's own."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.base.days import ZONE, written
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.council import minutes, queries, rules
from thidua.council.actions.seating import refuse_unless_runs
from thidua.council.kinds import CouncilKind, MeetingState
from thidua.council.models import Meeting
from thidua.documents import minutes as papers
from thidua.documents import printed, word
from thidua.dossiers import actions as dossiers
from thidua.dossiers.rules import OPEN
from thidua.movements.kinds import Paper
from thidua.org import files, journal
from thidua.org.actor import Actor
from thidua.org.models import Document, StoredFile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@transaction.atomic
def file_minutes(meeting: Meeting, *, by: Actor, at: datetime) -> Meeting:
    """Keep the minutes of an ended meeting as a file, once; a unit's own are laid in each of its open dossiers."""
    refuse_unless_runs(by, meeting.council)
    if reason := rules.why_not_state(meeting, MeetingState.CLOSED):
        raise Refused(reason)
    if meeting.minutes_id is not None:
        raise Refused("Biên bản phiên họp này đã được lưu; sửa đổi phải lập văn bản khác.")
    paper, name = papers.paper_of(minutes.minutes_of(meeting)), f"bien-ban-hop-{meeting.held_on:%Y-%m-%d}"
    kept = files.keep(f"{name}.docx", word.docx_of(paper), by=by, at=at, media_type=DOCX)
    drawn = printed.pdf_of(paper)
    as_pdf = files.keep(f"{name}.pdf", drawn, by=by, at=at, media_type="application/pdf", may_show_inline=True)
    if not Meeting.objects.filter(pk=meeting.pk, minutes=None).update(minutes=kept, minutes_pdf=as_pdf):
        raise Refused(rules.CHANGED)
    meeting.refresh_from_db(fields=["minutes", "minutes_pdf"])
    if meeting.council.kind == CouncilKind.UNIT:
        for line in queries.lines_of(meeting).select_related("dossier__round__movement__unit"):
            if line.dossier.state in OPEN:
                dossiers.put_paper(line.dossier, Paper.BIEN_BAN, kept, by=by, at=at)
    journal.record("council.file_minutes", meeting, by=by, at=at, facts={"sha256": kept.sha256})
    return meeting


@dataclass(frozen=True)
class SignedMinutes:
    """What the office has in hand: number and day of the signed minutes, and their scan."""

    dated_on: date
    number: str = ""
    file: StoredFile | None = None


@transaction.atomic
def sign_minutes(meeting: Meeting, signed: SignedMinutes, *, by: Actor, at: datetime) -> Document:
    """Enter the minutes that chair and secretary signed on paper, once, beside the frozen text they signed."""
    refuse_unless_runs(by, meeting.council)
    if reason := rules.why_not_state(meeting, MeetingState.CLOSED):
        raise Refused(reason)
    if meeting.minutes_id is None:
        raise Refused("Chưa lưu biên bản. Hãy bấm “Lưu biên bản”, in ra, ký rồi nhập bản đã ký.")
    if meeting.signed_minutes_id is not None:
        raise Refused("Biên bản đã ký của phiên họp này đã được nhập; sửa đổi phải lập văn bản khác.")
    if signed.dated_on < meeting.held_on or signed.dated_on > at.astimezone(ZONE).date():
        raise Refused(f"Ngày ký {written(signed.dated_on)} phải từ ngày họp {written(meeting.held_on)} đến hôm nay.")
    if signed.file is None:
        raise Refused("Chưa có bản quét biên bản đã ký. Hãy chọn tệp PDF hoặc ảnh.")
    council = meeting.council
    document = Document.objects.create(
        kind="Biên bản họp",
        number=squeeze(signed.number)[:80],
        dated_on=signed.dated_on,
        issuer=council.name,
        unit=council.unit,
        title=f"{meeting} của {council.name}"[:500],
        file=signed.file,
        entered_at=at,
        entered_by_id=by.person_id,
    )
    if not Meeting.objects.filter(pk=meeting.pk, signed_minutes=None).update(signed_minutes=document):
        raise Refused(rules.CHANGED)
    meeting.refresh_from_db(fields=["signed_minutes"])
    facts = {"document": document.pk, "sha256": signed.file.sha256, "signed_on": signed.dated_on.isoformat()}
    journal.record("council.sign_minutes", meeting, by=by, at=at, facts=facts)
    return document
