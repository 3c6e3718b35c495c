"""How the demo's dossiers are verified, voted on, decided and certified, through the ordinary actions."""

from datetime import date

from thidua.awards.actions import certifying
from thidua.awards.actions import deciding as awards
from thidua.awards.models import Decision
from thidua.council import actions as council
from thidua.council.actions.meetings import Attendance
from thidua.council.kinds import CouncilKind, Office
from thidua.council.models import Box, Council, Meeting
from thidua.council.rules import Vote
from thidua.dossiers import actions as dossiers
from thidua.dossiers import queries
from thidua.dossiers.kinds import State, Verdict
from thidua.dossiers.models import Dossier
from thidua.dossiers.rules import Found
from thidua.movements.models import Round
from thidua.web.demo.cast import Agency, moment


def verify_all(agency: Agency, round: Round, day: date) -> None:
    """Admit what came late, then find every criterion of every dossier met."""
    office, verifier = agency.actor("thuongtruc", day), agency.actor("thamdinh", day)
    for dossier in Dossier.objects.filter(round=round).order_by("pk"):
        if dossier.state == State.LATE:
            reason = "Xã bị chia cắt do mưa lũ, có báo cáo kèm theo."
            dossier = dossiers.admit(dossier, reason=reason, by=office, at=moment(day, 8))
        found = [
            Found(criterion.pk, Verdict.MET, "Theo báo cáo và biên bản kèm hồ sơ")
            for criterion in queries.criteria_for(dossier, day)
        ]
        dossiers.verify(dossier, found, by=verifier, at=moment(day, 9))


def seat(agency: Agency, day: date) -> Council:
    """Set up the agency's council with the seats of its cast."""
    office, at = agency.actor("thuongtruc", day), moment(day, 10)
    name = f"Hội đồng Thi đua – Khen thưởng {agency.office.short}"
    body = council.set_up(
        agency.office, kind=CouncilKind.COUNCIL, name=name, rules_from="Quy chế của Hội đồng", by=office, at=at
    )
    for username, place in agency.seats.items():
        council.give_seat(body, agency.people[username], office=Office(place), from_on=day, by=office, at=at)
    return body


def convene(agency: Agency, round: Round, day: date) -> Box:
    """Call the council about all verified dossiers and open the secret ballot."""
    office, at = agency.actor("thuongtruc", day), moment(day, 13)
    body = seat(agency, day)
    ready = list(queries.decidable(round))
    meeting = council.convene(
        body, round, ready, held_on=day, begins_at="13:30", place=agency.office.short, by=office, at=at
    )
    here = {one.pk: Attendance(is_present=True) for one in body.seats.order_by("pk")}
    council.take_presence(meeting, here, by=office, at=at)
    return council.open_box(meeting, list(meeting.lines.order_by("position", "pk")), by=office, at=at)


def vote(agency: Agency, box: Box, day: date) -> Meeting:
    """Let every member agree where they may vote, count, and end the meeting."""
    at = moment(day, 14)
    for username in agency.seats:
        actor = agency.actor(username.removeprefix(f"{agency.key}."), day)
        lines = [line for line in box.lines.order_by("pk") if not line.recusals.filter(seat__person=actor.person_id)]
        council.cast(box, {line.pk: Vote("agree") for line in lines}, by=actor, at=at)
    office = agency.actor("thuongtruc", day)
    council.close_box(box, by=office, at=at)
    return council.end_meeting(box.meeting, by=office, at=at)


def decide(agency: Agency, meeting: Meeting, chosen: list[Dossier], day: date, number: int) -> Decision:
    """Draft, sign with the registry's number, and certify."""
    office, registry, at = agency.actor("thuongtruc", day), agency.actor("vanthu", day), moment(day, 15)
    decision = awards.draft(meeting.round, chosen, unit=agency.office, meeting=meeting, by=office, at=at)
    chair = agency.person("chutich").name
    signing = awards.Signing(day, chair, "Chủ tịch", "QĐ-UBND", number)
    decision = awards.sign(decision, signing, by=registry, at=at)
    certifying.certify(decision, by=office, at=at)
    return decision
