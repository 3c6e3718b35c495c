"""The one act the public door may do here: comment on a published list."""

from datetime import datetime

from django.db import transaction

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.base.text import nfc, squeeze
from thidua.dossiers.models import Comment, Consultation
from thidua.org import journal
from thidua.org.actor import HOUSE

LONGEST = 4000


@transaction.atomic
def comment(
    key: int, *, text: str, name: str = "", contact: str = "", dossier: int | None = None, at: datetime
) -> None:
    """Take a comment while the list is open; the name is the speaker's to give."""
    day = at.astimezone(ZONE).date()
    asked = Consultation.objects.filter(pk=key, opens_on__lte=day, closes_on__gte=day, concluded_at=None).first()
    if asked is None:
        raise Refused("Đợt lấy ý kiến này đã kết thúc. Xin gửi ý kiến trực tiếp cho cơ quan.")
    said = nfc(text.strip())
    if len(said.split()) < 2 or len(said) > LONGEST:
        raise Refused(f"Xin ghi ý kiến bằng vài từ trở lên, không quá {LONGEST} ký tự.")
    about = asked.dossiers.filter(pk=dossier).first() if dossier else None
    made = Comment.objects.create(
        consultation=asked, dossier=about, text=said, name=squeeze(name)[:120], contact=squeeze(contact)[:120], at=at
    )
    journal.record("dossiers.comment", asked, by=HOUSE, at=at, facts={"comment": made.pk})
