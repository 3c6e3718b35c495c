"""Nominations to the higher level as one file, and what comes back: state and reason of each dossier.

Inside one installation the same file is taken in directly; between installations it travels as it is.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.base.text import squeeze, words
from thidua.dossiers import arrivals, rules
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier, Handling, Package
from thidua.dossiers.packing import SCHEMA, code_of, pack, unpack
from thidua.movements.kinds import RoundState, Route
from thidua.movements.models import Round
from thidua.movements.queries import why_not_route
from thidua.org import files, journal
from thidua.org.actor import Actor
from thidua.org.kinds import Role


def why_not_office(actor: Actor, round: Round) -> str | None:
    """Say why this person may not send or take packages of a round: only its standing office."""
    unit = round.movement.unit
    return (
        None if actor.covers(Role.OFFICE, unit.path) else f"Chỉ cơ quan thường trực của {unit.name} làm được việc này."
    )


def why_not_send(actor: Actor, round: Round, dossiers: Sequence[Dossier], to: str, day: date) -> str | None:
    """Say why these dossiers may not go up together: one package goes to one higher authority that still exists."""
    if reason := why_not_office(actor, round):
        return reason
    if not dossiers:
        return "Chưa chọn hồ sơ nào để trình cấp trên."
    for dossier in dossiers:
        if dossier.round_id != round.pk or dossier.state != State.VERIFIED:
            return f"Hồ sơ của {dossier.nominee.name} chưa thẩm định xong trong đợt này nên chưa trình được."
        if dossier.award.route != Route.PROPOSE:
            return f"{dossier.award} thuộc thẩm quyền của cơ quan mình, không trình cấp trên."
        if reason := why_not_route(dossier.award, day):
            return reason
    if len(asked := sorted({dossier.award.authority for dossier in dossiers})) > 1:
        return f"Mỗi gói gửi một cấp có thẩm quyền; hồ sơ đã chọn gửi {words(asked)}. Hãy lập gói riêng cho từng cấp."
    return None if to else "Hãy ghi nơi nhận gói (cơ quan cấp trên)."


@transaction.atomic
def send_up(round: Round, dossiers: Sequence[Dossier], *, to: str, via: str = "", by: Actor, at: datetime) -> Package:
    """Pack verified dossiers of a round for one higher authority; the file is kept and may be handed on."""
    to, via = squeeze(to)[:200], squeeze(via)[:200]
    if reason := why_not_send(by, round, dossiers, to, _day(at)):
        raise Refused(reason)
    content, manifest = pack(round, dossiers, to=to, via=via, day=_day(at))
    kept = files.keep(f"de-nghi-{manifest['code'][:8]}.zip", content, by=by, at=at, media_type="application/zip")
    if Package.objects.filter(code=manifest["code"], is_incoming=False).exists():
        raise Refused("Gói này đã được lập, các hồ sơ chưa có gì thay đổi. Hãy tải gói đã lập.")
    made = Package.objects.create(
        round=round, file=kept, code=manifest["code"], manifest=manifest, to=to, via=via, at=at, by_id=by.person_id
    )
    for dossier in dossiers:
        _tell(dossier, f"Đã lập gói trình {_way(to, via)}", by=by, at=at)
    facts = {"code": made.code, "to": to, "dossiers": [dossier.pk for dossier in dossiers], "sha256": kept.sha256}
    journal.record("dossiers.send_up", made, by=by, at=at, facts=facts)
    return made


def _way(to: str, via: str) -> str:
    return f"{to} (qua {via})" if via else to


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def _tell(dossier: Dossier, said: str, *, by: Actor, at: datetime, papers: Mapping[str, str] | None = None) -> None:
    """Let the unit read it on the timeline; the state stays."""
    Handling.objects.create(
        dossier=dossier,
        at=at,
        by_id=by.person_id,
        from_state=dossier.state,
        to_state=dossier.state,
        reason=said,
        paper_reasons=dict(papers or {}),
    )


@transaction.atomic
def take_in(round: Round, content: bytes, *, handed_on: date | None = None, by: Actor, at: datetime) -> Package:
    """Take a package from below into a round of the own movement: every hash checked, all dossiers or none.

    ``handed_on`` is the day it was handed over, which counts for being late; the day it is taken in when not given.
    A dossier given back above and sent again goes on where it was.
    """
    day = handed_on or _day(at)
    if reason := why_not_office(by, round) or rules.why_not_late(day, day, _day(at)):
        raise Refused(reason)
    if round.state != RoundState.OPEN:
        raise Refused(f"Đợt xét “{round.name}” {round.get_state_display().lower()} nên chưa nhận gói được.")
    manifest, papers = unpack(content)
    if manifest["from"]["code"] == round.movement.unit.code:
        raise Refused(f"Gói này do chính {round.movement.unit.name} lập. Hãy chọn gói của cấp dưới.")
    if Package.objects.filter(code=manifest["code"], is_incoming=True).exists():
        raise Refused("Gói này đã được nhận trước đây; nhận lại không thay đổi gì.")
    kept = files.keep(f"nhan-{manifest['code'][:8]}.zip", content, by=by, at=at, media_type="application/zip")
    made = [arrivals.take_dossier(round, one, papers, day=day, by=by, at=at) for one in manifest["dossiers"]]
    manifest["taken"] = {str(one["key"]): dossier.pk for one, dossier in zip(manifest["dossiers"], made, strict=True)}
    package = Package.objects.create(
        round=round,
        file=kept,
        is_incoming=True,
        code=manifest["code"],
        manifest=manifest,
        to=manifest["to"],
        via=manifest["via"],
        at=at,
        by_id=by.person_id,
    )
    facts = {"code": package.code, "from": manifest["from"]["name"], "dossiers": [dossier.pk for dossier in made]}
    journal.record("dossiers.take_in", package, by=by, at=at, happened_on=handed_on, facts=facts)
    return package


def answer_of(package: Package) -> dict[str, Any]:
    """Tell the sender where each dossier stands now, with the last reason; the code over it shows an alteration."""
    taken = package.manifest.get("taken", {})
    told = {}
    for key, pk in taken.items():
        dossier = Dossier.objects.get(pk=pk)
        last = dossier.handlings.order_by("at", "pk").last()
        told[key] = {
            "state": dossier.state,
            "label": dossier.get_state_display(),
            "reason": last.reason if last else "",
            "papers": last.paper_reasons if last else {},
        }
    answer = {"schema": SCHEMA, "package": package.code, "from": package.round.movement.unit.name, "dossiers": told}
    return answer | {"code": code_of(answer)}


@transaction.atomic
def take_answer(package: Package, answer: Mapping[str, Any], *, by: Actor, at: datetime) -> Package:
    """Keep what the higher level answered beside the package, and show news on each dossier's timeline."""
    if reason := why_not_office(by, package.round):
        raise Refused(reason)
    told = answer.get("dossiers")
    if answer.get("code") != code_of(answer) or not isinstance(told, dict):
        raise Refused("Tệp trả lời bị hỏng hoặc đã bị sửa. Hãy đề nghị cấp trên gửi lại.")
    known = {str(one["key"]) for one in package.manifest["dossiers"]}
    if answer.get("package") != package.code or not set(told) <= known:
        raise Refused("Trả lời này không phải của gói đang chọn. Hãy chọn đúng tệp.")
    for key, said in sorted(told.items(), key=lambda each: int(each[0])):
        if package.answer.get(key) != said:
            why = f": {said['reason']}" if said["reason"] else ""
            dossier = Dossier.objects.get(pk=int(key))
            _tell(dossier, f"{answer['from']}: {said['label']}{why}", by=by, at=at, papers=said["papers"])
    package.answer = dict(told)
    package.save(update_fields=["answer"])
    journal.record(
        "dossiers.take_answer", package, by=by, at=at, facts={"code": package.code, "answer": package.answer}
    )
    return package
