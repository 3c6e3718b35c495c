"""Nominations to the higher level as one file: manifest with hashes, papers, facts; states and reasons come back.

Inside one installation the same file is taken in directly; between installations it travels as it is.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.base.text import norm
from thidua.documents import inspection
from thidua.dossiers import queries, rules
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier, DossierPaper, Handling, Package
from thidua.movements.kinds import RoundState, SubjectKind
from thidua.movements.models import Award, Round, Subject
from thidua.movements.subjects import subject_of_household, subject_of_person, subject_of_unit
from thidua.org import files, journal
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Person, Unit

SCHEMA = 1
MOST_ENTRIES = 20_000
MOST_BYTES = 2 * 1024**3
MANIFEST = "manifest.json"
NO_TIME = (2000, 1, 1, 0, 0, 0)  # equal dossiers give equal bytes


def why_not_office(actor: Actor, round: Round) -> str | None:
    """Say why this person may not send or take packages of a round: only its standing office."""
    unit = round.movement.unit
    return (
        None if actor.covers(Role.OFFICE, unit.path) else f"Chỉ cơ quan thường trực của {unit.name} làm được việc này."
    )


@transaction.atomic
def send_up(round: Round, dossiers: Sequence[Dossier], *, by: Actor, at: datetime) -> Package:
    """Pack verified dossiers of a round for the higher level; the file is kept and may be handed on."""
    if reason := why_not_office(by, round):
        raise Refused(reason)
    if not dossiers:
        raise Refused("Chưa chọn hồ sơ nào để trình cấp trên.")
    for dossier in dossiers:
        if dossier.round_id != round.pk or dossier.state != State.VERIFIED:
            raise Refused(f"Hồ sơ của {dossier.nominee.name} chưa thẩm định xong trong đợt này nên chưa trình được.")
    content, manifest = pack(round, dossiers)
    kept = files.keep(f"de-nghi-{manifest['code'][:8]}.zip", content, by=by, at=at, media_type="application/zip")
    if Package.objects.filter(code=manifest["code"], is_incoming=False).exists():
        raise Refused("Gói này đã được lập, các hồ sơ chưa có gì thay đổi. Hãy tải gói đã lập.")
    made = Package.objects.create(
        round=round, file=kept, code=manifest["code"], manifest=manifest, at=at, by_id=by.person_id
    )
    facts = {"code": made.code, "dossiers": [dossier.pk for dossier in dossiers], "sha256": kept.sha256}
    journal.record("dossiers.send_up", made, by=by, at=at, facts=facts)
    return made


def pack(round: Round, dossiers: Sequence[Dossier]) -> tuple[bytes, dict[str, Any]]:
    """Write the ZIP and its manifest; disciplines never travel, only the verdicts on them."""
    written = io.BytesIO()
    movement = round.movement
    manifest: dict[str, Any] = {
        "schema": SCHEMA,
        "from": {"code": movement.unit.code, "name": movement.unit.name},
        "movement": movement.name,
        "plan": movement.plan.number,
        "round": round.name,
        "dossiers": [],
    }
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, dossier in enumerate(dossiers, 1):
            manifest["dossiers"].append(_described(dossier, place, archive))
        body = json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode()
        manifest["code"] = hashlib.sha256(body).hexdigest()
        archive.writestr(_entry(MANIFEST), json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1))
    return written.getvalue(), manifest


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _described(dossier: Dossier, place: int, archive: zipfile.ZipFile) -> dict[str, Any]:
    nominee = dossier.nominee
    code = nominee.unit.code if nominee.unit else nominee.person.code if nominee.person else ""
    papers = []
    for number, paper in enumerate(queries.current_papers(dossier), 1):
        if paper.file is None:
            continue
        name = f"{place:04d}/{number:02d}{paper.file.name[paper.file.name.rfind('.') :]}"
        archive.writestr(_entry(name), files.content_of(paper.file))
        papers.append(
            {
                "entry": name,
                "name": paper.file.name,
                "paper": paper.paper,
                "title": str(paper),
                "sha256": paper.file.sha256,
            }
        )
    found = dossier.findings.select_related("criterion").order_by("criterion__position", "pk")
    return {
        "key": dossier.pk,
        "kind": nominee.kind,
        "name": nominee.name,
        "code": code,
        "unit": {"code": dossier.unit.code, "name": dossier.unit.name},
        "award": {"form": dossier.award.form, "authority": dossier.award.authority},
        "achievements": dossier.achievements,
        "received_on": dossier.received_on.isoformat() if dossier.received_on else None,
        "findings": [{"text": one.criterion.text, "verdict": one.verdict, "reason": one.reason} for one in found],
        "papers": papers,
    }


@transaction.atomic
def take_in(round: Round, content: bytes, *, by: Actor, at: datetime) -> Package:
    """Take a package from below into a round of the own movement: every hash checked, all dossiers or none."""
    if reason := why_not_office(by, round):
        raise Refused(reason)
    if round.state != RoundState.OPEN:
        raise Refused(f"Đợt xét “{round.name}” {round.get_state_display().lower()} nên chưa nhận gói được.")
    manifest, papers = unpack(content)
    if Package.objects.filter(code=manifest["code"], is_incoming=True).exists():
        raise Refused("Gói này đã được nhận trước đây; nhận lại không thay đổi gì.")
    kept = files.keep(f"nhan-{manifest['code'][:8]}.zip", content, by=by, at=at, media_type="application/zip")
    made = [_take_dossier(round, one, papers, by=by, at=at) for one in manifest["dossiers"]]
    manifest["taken"] = {str(one["key"]): dossier.pk for one, dossier in zip(manifest["dossiers"], made, strict=True)}
    package = Package.objects.create(
        round=round, file=kept, is_incoming=True, code=manifest["code"], manifest=manifest, at=at, by_id=by.person_id
    )
    facts = {"code": package.code, "from": manifest["from"]["name"], "dossiers": [dossier.pk for dossier in made]}
    journal.record("dossiers.take_in", package, by=by, at=at, facts=facts)
    return package


def unpack(content: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Read a package; refuse one that is damaged, altered, too large or holds what it does not name."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise Refused("Tệp không phải gói đề nghị (.zip). Hãy chọn đúng tệp cấp dưới gửi.") from None
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Refused("Gói quá lớn so với giới hạn. Hãy đề nghị cấp dưới chia thành nhiều gói.")
    names = [entry.filename for entry in entries]
    if MANIFEST not in names or len(set(names)) != len(names):
        raise Refused("Gói thiếu bảng kê (manifest.json) hoặc có tệp trùng tên. Hãy đề nghị gửi lại.")
    manifest = _manifest(archive.read(MANIFEST))
    named = {paper["entry"]: paper for one in manifest["dossiers"] for paper in one["papers"]}
    if set(named) != set(names) - {MANIFEST}:
        raise Refused("Tệp trong gói không khớp bảng kê. Gói có thể đã bị sửa; hãy đề nghị gửi lại.")
    papers = {name: archive.read(name) for name in named}
    for name, paper in named.items():
        if hashlib.sha256(papers[name]).hexdigest() != paper["sha256"]:
            raise Refused(f"Tệp “{paper['name']}” không khớp mã SHA-256 trong bảng kê. Hãy đề nghị gửi lại.")
    return manifest, papers


def _manifest(raw: bytes) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(raw)
        code = manifest.pop("code")
        body = json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode()
        whole = manifest["schema"] == SCHEMA and hashlib.sha256(body).hexdigest() == code
    except (ValueError, KeyError, TypeError, AttributeError):
        whole, manifest, code = False, {}, ""
    if not whole:
        raise Refused("Bảng kê của gói không đọc được hoặc đã bị sửa. Hãy đề nghị gửi lại.")
    return {**manifest, "code": code}


def _take_dossier(
    round: Round, one: Mapping[str, Any], papers: Mapping[str, bytes], *, by: Actor, at: datetime
) -> Dossier:
    unit = Unit.objects.filter(code=one["unit"]["code"]).first()
    if unit is None:
        raise Refused(f"Chưa có đơn vị {one['unit']['name']} (mã {one['unit']['code']}). Hãy nhập đơn vị rồi nhận gói.")
    nominee, award = _nominee(one, unit), _award(round, one)
    if Dossier.objects.filter(round=round, nominee=nominee, award=award).exclude(state=State.WITHDRAWN).exists():
        raise Refused(f"{nominee.name} đã có hồ sơ đề nghị {award} trong đợt này nên không nhận trùng.")
    day = at.astimezone(ZONE).date()
    late = rules.late_days(queries.due_on(round), day)
    dossier = Dossier.objects.create(
        round=round,
        unit=unit,
        nominee=nominee,
        award=award,
        achievements=one["achievements"],
        state=State.LATE if late else State.SUBMITTED,
        late_days=late,
        received_on=day,
        opened_at=at,
        opened_by_id=by.person_id,
        submitted_at=at,
        submitted_by_id=by.person_id,
    )
    for number, paper in enumerate(one["papers"], 1):
        _keep_paper(dossier, paper, papers[paper["entry"]], number, by=by, at=at)
    reason = (
        f"Cấp dưới trình, đã nhận tại cấp dưới ngày {_day(one['received_on'])}"
        if one["received_on"]
        else "Cấp dưới trình"
    )
    Handling.objects.create(dossier=dossier, at=at, by_id=by.person_id, to_state=dossier.state, reason=reason)
    return dossier


def _day(written: str) -> str:
    return f"{date.fromisoformat(written):%d/%m/%Y}"


def _keep_paper(
    dossier: Dossier, paper: Mapping[str, Any], content: bytes, number: int, *, by: Actor, at: datetime
) -> None:
    seen = inspection.inspect(paper["name"], content)
    kept = files.keep(paper["name"], content, by=by, at=at, media_type=seen.media_type, may_show_inline=seen.inline)
    DossierPaper.objects.create(
        dossier=dossier,
        paper=paper["paper"],
        title=f"{paper['title']} ({number})",
        file=kept,
        put_at=at,
        put_by_id=by.person_id,
    )


def _nominee(one: Mapping[str, Any], unit: Unit) -> Subject:
    if one["kind"] == SubjectKind.COLLECTIVE and (found := Unit.objects.filter(code=one["code"]).first()):
        return subject_of_unit(found)
    if one["kind"] == SubjectKind.INDIVIDUAL and (person := Person.objects.filter(code=one["code"]).first()):
        return subject_of_person(person)
    if one["kind"] == SubjectKind.HOUSEHOLD:
        return subject_of_household(one["name"], unit)
    raise Refused(f"Chưa có {one['name']} (mã {one['code']}) ở đây. Hãy nhập người, đơn vị này rồi nhận gói.")


def _award(round: Round, one: Mapping[str, Any]) -> Award:
    wanted = norm(one["award"]["form"])
    offered = [award for award in round.movement.awards.order_by("position", "pk") if norm(award.form) == wanted]
    if not offered:
        raise Refused(f"Phong trào này không xét {one['award']['form']}. Hãy kiểm tra kế hoạch hoặc chọn đợt khác.")
    authority = norm(one["award"]["authority"])
    return next((award for award in offered if norm(award.authority) == authority), offered[0])


def answer_of(package: Package) -> dict[str, Any]:
    """Tell the sender where each dossier stands now, with the last reason."""
    taken = package.manifest.get("taken", {})
    told = {}
    for key, pk in taken.items():
        dossier = Dossier.objects.get(pk=pk)
        last = dossier.handlings.order_by("at", "pk").last()
        told[key] = {
            "state": dossier.state,
            "label": dossier.get_state_display(),
            "reason": last.reason if last else "",
        }
    return {"schema": SCHEMA, "code": package.code, "dossiers": told}


@transaction.atomic
def take_answer(package: Package, answer: Mapping[str, Any], *, by: Actor, at: datetime) -> Package:
    """Keep what the higher level answered, beside the package it answers."""
    if reason := why_not_office(by, package.round):
        raise Refused(reason)
    known = {str(one["key"]) for one in package.manifest["dossiers"]}
    if answer.get("code") != package.code or not set(answer.get("dossiers", {})) <= known:
        raise Refused("Trả lời này không phải của gói đang chọn. Hãy chọn đúng tệp.")
    package.answer = dict(answer["dossiers"])
    package.save(update_fields=["answer"])
    journal.record(
        "dossiers.take_answer", package, by=by, at=at, facts={"code": package.code, "answer": package.answer}
    )
    return package
