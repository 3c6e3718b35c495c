"""Every step of a dossier's journey: check, write, journal, in one transaction."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from thidua.base.days import ZONE, written
from thidua.base.refusal import Refused
from thidua.base.text import nfc, squeeze
from thidua.dossiers import gathering, likeness, queries, rules, signing
from thidua.dossiers.actions_succession import follow
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier, DossierPaper, Finding, Handling, Honour, Overlap
from thidua.movements.models import Award, PaperRequirement, Round, Subject
from thidua.movements.queries import why_not_route
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Document, Person, StoredFile, Unit


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def _refuse_if(reason: str | None) -> None:
    if reason:
        raise Refused(reason)


@transaction.atomic
def open_for(
    round: Round,
    unit: Unit,
    nominee: Subject,
    award: Award,
    *,
    by: Actor,
    at: datetime,
    is_paper: bool = False,
) -> Dossier:
    """Nominate: open a draft for one nominee and one award; the same nomination twice is refused."""
    _refuse_if(rules.why_not_open(by, round, unit, nominee, award) or why_not_route(award, _day(at)))
    if award.until_on and award.until_on < _day(at):
        raise Refused(f"{award} áp dụng đến hết ngày {written(award.until_on)}. Hãy chọn hình thức đang áp dụng.")
    there = Dossier.objects.filter(round=round, nominee=nominee, award=award).exclude(state=State.WITHDRAWN)
    if there.exists():
        raise Refused(f"{nominee.name} đã có hồ sơ đề nghị {award} trong đợt này. Hãy mở hồ sơ đó.")
    made = Dossier.objects.create(
        round=round, unit=unit, nominee=nominee, award=award, opened_at=at, opened_by_id=by.person_id, is_paper=is_paper
    )
    _note(made, "", by=by, at=at)
    journal.record("dossiers.open_for", made, by=by, at=at, facts={"nominee": nominee.name, "award": str(award)})
    return made


@transaction.atomic
def write(dossier: Dossier, *, achievements: str, by: Actor, at: datetime) -> Dossier:
    """Save the summary of achievements."""
    _refuse_if(rules.why_not_write(by, dossier))
    _move(dossier, None, achievements=nfc(achievements.strip()))
    journal.record("dossiers.write", dossier, by=by, at=at)
    return dossier


@transaction.atomic
def put_paper(
    dossier: Dossier,
    kind: str,
    file: StoredFile | None,
    *,
    requirement: PaperRequirement | None = None,
    title: str = "",
    by: Actor,
    at: datetime,
) -> DossierPaper:
    """Lay one paper in the dossier as its newest version; the same file again changes nothing.

    ``file`` None means a paper copy at the counter, keyed by the office.
    """
    locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
    dossier.state = locked.state
    _refuse_if(rules.why_not_write_paper(by, dossier, kind))
    if file is None and not dossier.is_paper:
        raise Refused("Chỉ hồ sơ giấy do cơ quan nhập mới ghi giấy tờ không kèm tệp. Hãy chọn tệp.")
    same = DossierPaper.objects.filter(dossier=dossier, requirement=requirement, paper=kind, title=title)
    newest = same.filter(is_current=True).first()
    if newest is not None and newest.file_id == (file.pk if file else None):
        return newest
    if file is not None:
        _refuse_if(queries.why_not_room(dossier, file.name, file.size))
    signature, signature_words = signing.read(file)
    same.filter(is_current=True).update(is_current=False)
    laid = DossierPaper.objects.create(
        dossier=dossier,
        requirement=requirement,
        paper=kind,
        title=title,
        file=file,
        is_on_paper=file is None,
        signature=signature,
        signature_words=signature_words,
        version=(same.aggregate(last=Max("version"))["last"] or 0) + 1,
        put_at=at,
        put_by_id=by.person_id,
    )
    facts = {"paper": str(laid), "sha256": file.sha256 if file else "", "version": laid.version}
    if signature_words:
        facts["signature"] = signature_words
    journal.record("dossiers.put_paper", dossier, by=by, at=at, facts=facts)
    return laid


@transaction.atomic
def take_out(paper: DossierPaper, *, by: Actor, at: datetime) -> None:
    """Take a paper out of the dossier; its versions stay on record."""
    _refuse_if(rules.why_not_write_paper(by, paper.dossier, paper.paper))
    DossierPaper.objects.filter(pk=paper.pk).update(is_current=False)
    journal.record("dossiers.take_out", paper.dossier, by=by, at=at, facts={"paper": str(paper)})


@transaction.atomic
def submit(dossier: Dossier, *, by: Actor, at: datetime) -> Dossier:
    """Hand the dossier in; after the last day it is received, marked late, and waits for the standing office."""
    today = _day(at)
    _refuse_if(rules.why_not_submit(by, dossier, queries.slots(dossier, today)))
    return _receive(dossier, today, verb="dossiers.submit", by=by, at=at)


@transaction.atomic
def receive_paper(dossier: Dossier, *, received_on: date, by: Actor, at: datetime) -> Dossier:
    """Receive a paper dossier at the counter; its own day counts, not the day it is keyed."""
    _refuse_if(rules.why_not_step(by, dossier, "receive_paper"))
    _refuse_if(rules.why_not_late(received_on, _day(dossier.opened_at), _day(at)))
    _refuse_if(rules.why_incomplete(queries.slots(dossier, received_on)))
    return _receive(dossier, received_on, verb="dossiers.receive_paper", by=by, at=at)


def _receive(dossier: Dossier, day: date, *, verb: str, by: Actor, at: datetime) -> Dossier:
    changes: dict[str, Any] = {"submitted_at": at, "submitted_by_id": by.person_id}
    state = State.SUBMITTED
    if dossier.received_on is None:  # a dossier given back keeps the day it first came in
        late = rules.late_days(queries.due_on(dossier.round), day)
        changes |= {"received_on": day, "late_days": late}
    else:
        late = dossier.late_days
    if late and dossier.admitted_at is None:
        state = State.LATE
    before = dossier.state
    _move(dossier, state, **changes)
    transaction.on_commit(lambda: _mark(dossier), robust=True)  # reading a report is slow: not inside the write
    _note(dossier, before, reason=rules.late_words(late), by=by, at=at)
    happened_on = day if day != _day(at) else None
    journal.record(
        verb, dossier, by=by, at=at, happened_on=happened_on, facts={"late_days": late, "files": _hashes(dossier)}
    )
    return dossier


def _mark(dossier: Dossier) -> None:
    likeness.keep_marks(dossier)


def _hashes(dossier: Dossier) -> list[str]:
    return [paper.file.sha256 for paper in queries.current_papers(dossier) if paper.file]


@transaction.atomic
def withdraw(dossier: Dossier, *, reason: str, by: Actor, at: datetime) -> Dossier:
    """Take the nomination back."""
    _refuse_if(rules.why_not_step(by, dossier, "withdraw"))
    return _step(dossier, "withdraw", reason=reason, by=by, at=at)


@transaction.atomic
def admit(dossier: Dossier, *, reason: str, by: Actor, at: datetime) -> Dossier:
    """Let a late dossier go on, with a reason; only the standing office."""
    _refuse_if(rules.why_not_step(by, dossier, "admit") or rules.why_not_reason(reason, "chấp nhận hồ sơ nộp muộn"))
    changes: dict[str, Any] = {"admitted_at": at, "admitted_by_id": by.person_id, "admitted_because": squeeze(reason)}
    return _step(dossier, "admit", reason=reason, by=by, at=at, **changes)


@transaction.atomic
def decline(dossier: Dossier, *, reason: str, by: Actor, at: datetime) -> Dossier:
    """Turn a late dossier down, with a reason."""
    _refuse_if(rules.why_not_step(by, dossier, "decline") or rules.why_not_reason(reason, "từ chối hồ sơ nộp muộn"))
    return _step(dossier, "decline", reason=reason, by=by, at=at)


@transaction.atomic
def hand_to(dossier: Dossier, officer: Person, *, by: Actor, at: datetime) -> Dossier:
    """Hand the dossier to the officer who will check it."""
    _refuse_if(rules.why_not_step(by, dossier, "hand_to"))
    _move(dossier, None, officer_id=officer.pk)
    _note(dossier, dossier.state, reason=f"Giao {officer.name} thụ lý", by=by, at=at)
    journal.record("dossiers.hand_to", dossier, by=by, at=at, facts={"officer": officer.name})
    return dossier


@transaction.atomic
def give_back(
    dossier: Dossier, *, reason: str, paper_reasons: dict[str, str] | None = None, by: Actor, at: datetime
) -> Dossier:
    """Give the dossier back to the unit, with a reason, and one for each paper that must change."""
    said = {name: squeeze(why) for name, why in (paper_reasons or {}).items() if why.strip()}
    _refuse_if(rules.why_not_step(by, dossier, "give_back"))
    if not said:
        _refuse_if(rules.why_not_reason(reason, "trả lại, chung hoặc cho từng giấy tờ"))
    return _step(dossier, "give_back", reason=reason, paper_reasons=said, by=by, at=at)


@transaction.atomic
def verify(dossier: Dossier, found: Sequence[rules.Found], *, by: Actor, at: datetime) -> Dossier:
    """Write what was found for each criterion and pass the dossier on to the council."""
    criteria = queries.criteria_for(dossier, dossier.received_on or _day(at))
    _refuse_if(rules.why_not_verify(by, dossier, criteria, found))
    judged = gathering.judged_by_facts(dossier, _day(at))
    _refuse_if(rules.why_not_gates(judged) or rules.why_not_against(criteria, found, judged))
    _keep_findings(dossier, found, by=by, at=at)
    return _step(dossier, "verify", reason="", by=by, at=at)


@transaction.atomic
def refuse(dossier: Dossier, found: Sequence[rules.Found], *, reason: str, by: Actor, at: datetime) -> Dossier:
    """Conclude that the nominee does not qualify, with a reason."""
    _refuse_if(rules.why_not_step(by, dossier, "refuse") or rules.why_not_reason(reason, "không đủ điều kiện"))
    _keep_findings(dossier, found, by=by, at=at)
    return _step(dossier, "refuse", reason=reason, by=by, at=at)


@transaction.atomic
def attest(dossier: Dossier, *, by: Actor, at: datetime) -> Dossier:
    """Give the unit's word that disciplines and open matters entered here are all there are."""
    _refuse_if(rules.why_not_step(by, dossier, "attest"))
    _move(dossier, None, attested_at=at, attested_by_id=by.person_id)
    journal.record("dossiers.attest", dossier, by=by, at=at)
    return dossier


@transaction.atomic
def settle(dossier: Dossier, honour: Honour, *, is_same: bool, reason: str, by: Actor, at: datetime) -> Overlap:
    """Say whether an earlier award was for the same achievement, with a reason; only a yes blocks."""
    _refuse_if(rules.why_not_step(by, dossier, "settle") or rules.why_not_reason(reason, "kết luận về khen trùng"))
    if honour.subject_id != dossier.nominee_id:
        raise ValueError("an award of somebody else")
    said = {"is_same": is_same, "reason": squeeze(reason), "at": at, "by_id": by.person_id}
    made, _ = Overlap.objects.update_or_create(dossier=dossier, honour=honour, defaults=said)
    facts = {"honour": honour.name, "same": is_same, "reason": made.reason}
    journal.record("dossiers.settle", dossier, by=by, at=at, facts=facts)
    return made


@transaction.atomic
def revoke_honours(honours: Iterable[Honour], *, paper: Document, by: Actor, at: datetime) -> None:
    """Mark awards as taken back by a decision; what was concluded from them stays to be read and blocks no longer.

    Part of signing what takes them back, so it asks nobody's leave.
    """
    for honour in honours:
        honour.revoked_by = paper
        honour.save(update_fields=["revoked_by"])
        facts = {"name": honour.name, "paper": str(paper)}
        journal.record("dossiers.revoke_honour", honour.subject, by=by, at=at, facts=facts)
        for settled in honour.overlaps.select_related("dossier").order_by("pk"):
            said = {"honour": honour.name, "same": settled.is_same, "said": settled.reason, "paper": str(paper)}
            journal.record("dossiers.unsettle", settled.dossier, by=by, at=at, facts=said)


@transaction.atomic
def reopen(dossier: Dossier, *, reason: str, by: Actor, at: datetime) -> Dossier:
    """Take a verifier's conclusion up again, with a reason; where its unit ended meanwhile, it passes on."""
    _refuse_if(rules.why_not_step(by, dossier, "reopen") or rules.why_not_reason(reason, "mở lại kết luận"))
    _step(dossier, "reopen", reason=reason, by=by, at=at)
    follow(dossier, by=by, at=at)
    return dossier


def _keep_findings(dossier: Dossier, found: Sequence[rules.Found], *, by: Actor, at: datetime) -> None:
    for one in found:
        Finding.objects.update_or_create(
            dossier=dossier,
            criterion_id=one.criterion_id,
            defaults={"verdict": one.verdict, "reason": squeeze(one.reason), "at": at, "by_id": by.person_id},
        )


def _step(
    dossier: Dossier,
    verb: str,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    paper_reasons: dict[str, str] | None = None,
    **changes: Any,
) -> Dossier:
    """Write one row of the table of steps: state, timeline, journal."""
    before, clean = dossier.state, squeeze(reason)
    _move(dossier, rules.STEPS[verb].after, **changes)
    _note(dossier, before, reason=clean, paper_reasons=paper_reasons, by=by, at=at)
    facts = {"reason": clean, "papers": paper_reasons or {}}
    journal.record(f"dossiers.{verb}", dossier, by=by, at=at, facts=facts)
    return dossier


def _move(dossier: Dossier, state: State | None, **changes: Any) -> None:
    """Write only when the state is still the one that was read."""
    still = Dossier.objects.filter(pk=dossier.pk, state=dossier.state)
    if not still.update(**changes, **({"state": state} if state else {})):
        raise Refused(rules.CHANGED)
    dossier.refresh_from_db(fields=[*(name.removesuffix("_id") for name in changes), "state"])


def _note(
    dossier: Dossier,
    before: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    paper_reasons: dict[str, str] | None = None,
) -> None:
    Handling.objects.create(
        dossier=dossier,
        at=at,
        by_id=by.person_id,
        from_state=before,
        to_state=dossier.state,
        reason=reason,
        paper_reasons=paper_reasons or {},
    )
