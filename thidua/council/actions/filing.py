"""Filing the minutes: frozen as they were written when the meeting ended, and laid in the dossiers of a unit's own."""

from datetime import datetime

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.council import minutes, queries, rules
from thidua.council.actions.seating import refuse_unless_runs
from thidua.council.kinds import CouncilKind, MeetingState
from thidua.council.models import Meeting
from thidua.documents import minutes as papers
from thidua.documents import word
from thidua.dossiers import actions as dossiers
from thidua.dossiers.rules import OPEN
from thidua.movements.kinds import Paper
from thidua.org import files, journal
from thidua.org.actor import Actor

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@transaction.atomic
def file_minutes(meeting: Meeting, *, by: Actor, at: datetime) -> Meeting:
    """Keep the minutes of an ended meeting as a file, once; a unit's own are laid in each of its open dossiers."""
    refuse_unless_runs(by, meeting.council)
    if reason := rules.why_not_state(meeting, MeetingState.CLOSED):
        raise Refused(reason)
    if meeting.minutes_id is not None:
        raise Refused("Biên bản phiên họp này đã được lưu; sửa đổi phải lập văn bản khác.")
    content = word.docx_of(papers.paper_of(minutes.minutes_of(meeting)))
    name = f"bien-ban-hop-{meeting.held_on:%Y-%m-%d}.docx"
    kept = files.keep(name, content, by=by, at=at, media_type=DOCX)
    if not Meeting.objects.filter(pk=meeting.pk, minutes=None).update(minutes=kept):
        raise Refused(rules.CHANGED)
    meeting.refresh_from_db(fields=["minutes"])
    if meeting.council.kind == CouncilKind.UNIT:
        for line in queries.lines_of(meeting).select_related("dossier__round__movement__unit"):
            if line.dossier.state in OPEN:
                dossiers.put_paper(line.dossier, Paper.BIEN_BAN, kept, by=by, at=at)
    journal.record("council.file_minutes", meeting, by=by, at=at, facts={"sha256": kept.sha256})
    return meeting
