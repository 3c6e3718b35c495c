"""One dossier out of a package from below: found or made here, its papers kept, its facts laid beside our own."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from thidua.base.days import written
from thidua.base.refusal import Refused
from thidua.base.text import norm
from thidua.documents import inspection
from thidua.dossiers import queries, rules
from thidua.dossiers.kinds import InitiativeLevel, State
from thidua.dossiers.models import Dossier, DossierPaper, Handling, Honour, Initiative, Rating
from thidua.movements.kinds import Paper, SubjectKind
from thidua.movements.models import Award, Round, Subject
from thidua.movements.queries.rulebook import in_force
from thidua.movements.subjects import subject_of_household, subject_of_person, subject_of_unit
from thidua.org import files
from thidua.org.actor import Actor
from thidua.org.models import Document, Person, Unit


def take_dossier(
    round: Round, one: Mapping[str, Any], papers: Mapping[str, bytes], *, day: date, by: Actor, at: datetime
) -> Dossier:
    """Take in one dossier as part of taking in its package, which holds the transaction and the journal."""
    unit = Unit.objects.filter(code=one["unit"]["code"]).first()
    if unit is None:
        raise Refused(f"Chưa có đơn vị {one['unit']['name']} (mã {one['unit']['code']}). Hãy nhập đơn vị rồi nhận gói.")
    nominee = _nominee(one, unit)
    award = _award(round, nominee, one, day)
    if reason := rules.why_not_from_below(round, unit, nominee, award):
        raise Refused(reason)
    there = Dossier.objects.filter(round=round, nominee=nominee, award=award).exclude(state=State.WITHDRAWN).first()
    if there is not None and there.state != State.GIVEN_BACK:
        raise Refused(f"{nominee.name} đã có hồ sơ đề nghị {award} trong đợt này nên không nhận trùng.")
    text = one["achievements"]
    if there is None:
        dossier = _received(round, unit, nominee, award, day=day, text=text, by=by, at=at)
    else:
        dossier = _received_again(there, text=text, by=by, at=at)
    _lay_papers(dossier, one["papers"], papers, by=by, at=at)
    _lay_facts(nominee, one["facts"], by=by, at=at)
    below = f", cấp dưới nhận ngày {written(date.fromisoformat(one['received_on']))}" if one["received_on"] else ""
    Handling.objects.create(
        dossier=dossier,
        at=at,
        by_id=by.person_id,
        from_state=State.GIVEN_BACK if there else "",
        to_state=dossier.state,
        reason=f"{'Cấp dưới trình lại' if there else 'Cấp dưới trình'}{below}",
    )
    return dossier


def _received(
    round: Round, unit: Unit, nominee: Subject, award: Award, *, day: date, text: str, by: Actor, at: datetime
) -> Dossier:
    late = rules.late_days(queries.due_on(round), day)
    return Dossier.objects.create(
        round=round,
        unit=unit,
        nominee=nominee,
        award=award,
        achievements=text,
        state=State.LATE if late else State.SUBMITTED,
        late_days=late,
        received_on=day,
        opened_at=at,
        opened_by_id=by.person_id,
        submitted_at=at,
        submitted_by_id=by.person_id,
    )


def _received_again(dossier: Dossier, *, text: str, by: Actor, at: datetime) -> Dossier:
    """What was given back keeps the day it first came in."""
    state = State.LATE if dossier.late_days and dossier.admitted_at is None else State.SUBMITTED
    still = Dossier.objects.filter(pk=dossier.pk, state=State.GIVEN_BACK)
    if not still.update(state=state, achievements=text, submitted_at=at, submitted_by_id=by.person_id):
        raise Refused(rules.CHANGED)
    dossier.refresh_from_db()
    return dossier


def _lay_papers(
    dossier: Dossier, said: Sequence[Mapping[str, Any]], papers: Mapping[str, bytes], *, by: Actor, at: datetime
) -> None:
    """Lay the papers as the newest versions; of a kind that comes twice each keeps its name."""
    dossier.papers.filter(is_current=True).update(is_current=False)
    titles: list[tuple[str, str]] = []
    for number, paper in enumerate(said, 1):
        seen = inspection.inspect(paper["name"], content := papers[paper["entry"]])
        kept = files.keep(paper["name"], content, by=by, at=at, media_type=seen.media_type, may_show_inline=seen.inline)
        kind = paper["paper"] if paper["paper"] in Paper.values else Paper.KHAC
        title = str(paper["title"])[:280] if kind == Paper.KHAC or (kind, "") in titles else ""
        if (kind, title) in titles:
            title = f"{title} ({number})"
        titles.append((kind, title))
        last = dossier.papers.filter(paper=kind, title=title, requirement=None).aggregate(last=Max("version"))["last"]
        DossierPaper.objects.create(
            dossier=dossier,
            paper=kind,
            title=title,
            file=kept,
            version=(last or 0) + 1,
            put_at=at,
            put_by_id=by.person_id,
        )


def _lay_facts(nominee: Subject, facts: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Lay what the lower level knows beside what is known here; what stands here already stays as it is."""
    for one in facts["ratings"]:
        if not Rating.objects.filter(subject=nominee, year=one["year"]).exists():
            proof = _document(one["document"], by=by, at=at)
            Rating.objects.create(subject=nominee, year=one["year"], grade=one["grade"][:80], document=proof)
    for one in facts["honours"]:
        same = {"subject": nominee, "name": one["name"][:200], "decided_on": _day(one["decided_on"])}
        if not Honour.objects.filter(**same).exists():
            proof = _document(one["document"], by=by, at=at)
            Honour.objects.create(**same, is_thematic=one["is_thematic"], document=proof)
    for one in facts["initiatives"]:
        same = {"subject": nominee, "title": one["title"][:500]}
        if not Initiative.objects.filter(**same).exists():
            Initiative.objects.create(
                **same,
                recognised_by=one["recognised_by"][:200],
                level=one["level"] if one["level"] in InitiativeLevel.values else "",
                spread=one["spread"][:300],
                recognised_on=_day(one["recognised_on"]),
                document=_document(one["document"], by=by, at=at),
            )


def _document(said: Mapping[str, Any], *, by: Actor, at: datetime) -> Document | None:
    """The document that proves a fact, as the lower level names it; the one known here where it is the same."""
    if not said["kind"]:
        return None
    same = {
        "kind": said["kind"][:60],
        "number": said["number"][:80],
        "dated_on": _day(said["dated_on"]),
        "issuer": said["issuer"][:250],
    }
    found = Document.objects.filter(**same).order_by("pk").first()
    return found or Document.objects.create(**same, entered_at=at, entered_by_id=by.person_id)


def _day(on: str | None) -> date | None:
    return date.fromisoformat(on) if on else None


def _nominee(one: Mapping[str, Any], unit: Unit) -> Subject:
    if one["kind"] == SubjectKind.COLLECTIVE and (found := Unit.objects.filter(code=one["code"]).first()):
        return subject_of_unit(found)
    if one["kind"] == SubjectKind.INDIVIDUAL and (person := Person.objects.filter(code=one["code"]).first()):
        return subject_of_person(person)
    if one["kind"] == SubjectKind.HOUSEHOLD:
        return subject_of_household(one["name"], unit)
    raise Refused(f"Chưa có {one['name']} (mã {one['code']}) ở đây. Hãy nhập người, đơn vị này rồi nhận gói.")


def _award(round: Round, nominee: Subject, one: Mapping[str, Any], day: date) -> Award:
    """The award of the same form that this round gives to such a subject, of the authority asked if it is here."""
    wanted, authority = norm(one["award"]["form"]), norm(one["award"]["authority"])
    given = round.movement.awards.filter(in_force(day)).order_by("position", "pk")
    offered = [award for award in given if norm(award.form) == wanted]
    if not offered:
        raise Refused(f"Phong trào này không xét {one['award']['form']}. Hãy kiểm tra kế hoạch hoặc chọn đợt khác.")
    fits = [award for award in offered if rules.why_not_award(round, nominee, award) is None] or offered
    return next((award for award in fits if norm(award.authority) == authority), fits[0])
