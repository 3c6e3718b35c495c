"""Asking the public about a list before the council meets: for how many working days, with what conclusion."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thidua.base.days import ZONE, after_working_days, written
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.dossiers.models import Consultation, Dossier
from thidua.dossiers.packages import why_not_office
from thidua.movements.models import Round
from thidua.org import journal
from thidua.org.actor import Actor


@transaction.atomic
def ask(
    round: Round, dossiers: Sequence[Dossier], *, working_days: int, source: str, by: Actor, at: datetime
) -> Consultation:
    """Publish the list of candidates for so many working days; ``source`` is the article or clause that asks for it."""
    if reason := why_not_office(by, round):
        raise Refused(reason)
    if not dossiers or any(dossier.round_id != round.pk for dossier in dossiers):
        raise Refused("Hãy chọn hồ sơ của đợt xét này để lấy ý kiến.")
    if working_days < 1 or not source.strip():
        raise Refused("Hãy ghi số ngày làm việc và căn cứ lấy ý kiến (điều, khoản hoặc mục của kế hoạch).")
    day = at.astimezone(ZONE).date()
    made = Consultation.objects.create(
        round=round,
        opens_on=day,
        closes_on=after_working_days(day, working_days),
        source=squeeze(source),
        opened_at=at,
        opened_by_id=by.person_id,
    )
    made.dossiers.set(dossiers)
    facts = {
        "until": made.closes_on.isoformat(),
        "dossiers": [dossier.pk for dossier in dossiers],
        "source": made.source,
    }
    journal.record("dossiers.ask_public", made, by=by, at=at, facts=facts)
    return made


@transaction.atomic
def conclude(consultation: Consultation, *, conclusion: str, by: Actor, at: datetime) -> Consultation:
    """Write what the office concludes from the comments; only after the last day, once; the minutes quote it."""
    if reason := why_not_office(by, consultation.round):
        raise Refused(reason)
    if at.astimezone(ZONE).date() <= consultation.closes_on:
        raise Refused(f"Còn đang lấy ý kiến đến hết ngày {written(consultation.closes_on)}. Hãy kết luận sau ngày đó.")
    if len(conclusion.split()) < 3:
        raise Refused("Hãy ghi kết luận về các ý kiến nhận được.")
    still = Consultation.objects.filter(pk=consultation.pk, concluded_at=None)
    if not still.update(conclusion=conclusion.strip(), concluded_at=at, concluded_by_id=by.person_id):
        raise Refused("Đợt lấy ý kiến này đã có kết luận.")
    consultation.refresh_from_db()
    journal.record(
        "dossiers.conclude_public", consultation, by=by, at=at, facts={"conclusion": consultation.conclusion}
    )
    return consultation


def told_in_minutes(round: Round) -> list[str]:
    """Give one sentence for each concluded consultation, for the minutes of the meeting."""
    found = Consultation.objects.filter(round=round, concluded_at__isnull=False).order_by("opens_on", "pk")
    return [
        f"Kết quả lấy ý kiến từ {written(one.opens_on)} đến hết {written(one.closes_on)} ({one.source}): "
        f"{one.comments.count():02d} ý kiến. {one.conclusion}"
        for one in found
    ]
