"""What has happened in the demo: each movement stands at another stage, reached through the ordinary actions."""

from datetime import date

from thidua.dossiers import actions as dossiers
from thidua.dossiers.models import Dossier
from thidua.movements import actions as movements
from thidua.movements.actions.registering import Entry
from thidua.movements.models import Award, Movement, Plan, Round, Subject
from thidua.movements.queries import papers_of
from thidua.movements.subjects import subject_of_person, subject_of_unit
from thidua.org import files
from thidua.org.models import Unit
from thidua.plans import reader, source
from thidua.web.demo import deciding, scoring
from thidua.web.demo.cast import HERE, Agency, moment

TRY = (
    ("quantri", "người quản trị"),
    ("sontay.thuongtruc", "cán bộ thường trực, huyện Sơn Tây"),
    ("sontay.sonmua", "đầu mối xã Sơn Mùa"),
    ("sontay.thamdinh", "người thẩm định"),
    ("sontay.chutich", "Chủ tịch, người có thẩm quyền"),
    ("sontay.vanthu", "văn thư, nhập quyết định đã ký"),
    ("sontay.ketoan", "kế toán"),
    ("nguyenbinh.thuongtruc", "cơ quan chấm điểm của huyện Nguyên Bình: hai năm đã công bố, năm 2024 đang chấm"),
    ("nguyenbinh.tinhtuc", "đầu mối thị trấn Tĩnh Túc, phiếu chấm 2024 đang mở"),
    ("nguyenbinh.thamdinh", "người thẩm định điểm"),
    ("hanam.uyvien1", "thành viên Hội đồng, đang có hòm phiếu kín"),
    ("hanam.thuongtruc", "cán bộ thường trực, Sở Tư pháp Hà Nam"),
    ("kiengiang.ngansach", "đầu mối phòng, Sở Tài chính Kiên Giang"),
)
SUMMARY = (
    "Trong kỳ, đơn vị đã hoàn thành các nhiệm vụ cải cách hành chính được giao, giải quyết hồ sơ đúng hạn, "
    "công khai thủ tục và giữ nghiêm kỷ luật, kỷ cương."
)


def all_of(agencies: list[Agency]) -> None:
    """Bring every agency to its stage."""
    stages = {
        "sontay": sontay,
        "nguyenbinh": nguyenbinh,
        "hoaxuannam": hoaxuannam,
        "hanam": hanam,
        "kiengiang": kiengiang,
    }
    for agency in agencies:
        stages[agency.key](agency, launch(agency))


def launch(agency: Agency) -> Movement:
    """Read the practice plan, settle what the reader asks, issue it and found the movement."""
    office = agency.actor("thuongtruc", agency.issued_on)
    at = moment(agency.issued_on, 8)
    content = (HERE / "plans" / agency.plan).read_bytes()
    kept = files.keep(agency.plan, content, by=office, at=at, media_type="text/plain")
    read = source.load(agency.plan, content)
    plan = movements.take_in(agency.office, agency.plan, read, reader.read(read), by=office, at=at, file=kept)
    plan = movements.foresee(plan, number=agency.number, issued_on=agency.issued_on, by=office, at=at)
    for noted in movements.open_errors(plan):
        plan = movements.settle(plan, noted.key, "Đã xem lại với người soạn kế hoạch.", by=office, at=at)
    plan = movements.issue(
        plan, number=agency.number, issued_on=agency.issued_on, signer=_signer(plan), by=office, at=at
    )
    return movements.found(plan, by=office, at=at)


def _signer(plan: Plan) -> str:
    signer = plan.draft["document"].get("signer") or {}
    return str(signer.get("name") or "Người ký theo kế hoạch")


def _open(agency: Agency, movement: Movement, day: date) -> Round:
    office = agency.actor("thuongtruc", day)
    first = movement.rounds.order_by("pk").first()
    if first is None:
        raise ValueError(f"{agency.key}: a movement without rounds")
    if not papers_of(movement, day).exists():
        source = "Quy chế thi đua, khen thưởng của cơ quan (dữ liệu mẫu)"
        movements.list_paper(movement, "bao_cao", source=source, by=office, at=moment(day))
    return movements.open_round(first, by=office, at=moment(day)) if first.state == "planned" else first


def _register(agency: Agency, round: Round, who: dict[str, str], day: date) -> None:
    """Let clerks register their unit and one person each; ``who`` maps a clerk to the code of the unit."""
    for name, code in who.items():
        unit = agency.units[code]
        entries = [
            Entry(kind="collective", subject=subject_of_unit(unit)),
            Entry(kind="individual", subject=subject_of_person(agency.person(name))),
        ]
        movements.register(
            round, unit, entries=entries, content="Hoàn thành 100% nhiệm vụ cải cách hành chính được giao.",
            by=agency.actor(name, day), at=moment(day),
        )  # fmt: skip


def _own_award(agency: Agency, round: Round) -> Award:
    award = round.movement.awards.filter(route="own").order_by("position", "pk").first()
    if award is None:
        raise ValueError(f"{agency.key}: no award of its own")
    return award


def _nominate(agency: Agency, round: Round, clerk: str, unit: Unit, nominee: Subject, day: date) -> Dossier:
    """Open a dossier with the papers the plan asks for and hand it in."""
    by, at = agency.actor(clerk, day), moment(day, 10)
    award = _own_award(agency, round)
    dossier = dossiers.open_for(round, unit, nominee, award, by=by, at=at)
    dossier = dossiers.write(dossier, achievements=SUMMARY, by=by, at=at)
    for paper in round.movement.paperrequirements.order_by("position", "pk"):
        text = f"{paper.get_paper_display()} của {nominee.name}\n\n{SUMMARY}\n".encode()
        kept = files.keep(f"{paper.paper}-{dossier.pk}.txt", text, by=by, at=at, media_type="text/plain")
        dossiers.put_paper(dossier, paper.paper, kept, requirement=paper, by=by, at=at)
    return dossiers.submit(dossier, by=by, at=at)


def sontay(agency: Agency, movement: Movement) -> None:
    """Sơn Tây: everything is done: three communes nominated, one a day late; two are praised, with three people."""
    round = _open(agency, movement, date(2021, 3, 1))
    clerks = {"sonmua": "st-son-mua", "sondung": "st-son-dung", "sonlong": "st-son-long"}
    _register(agency, round, clerks, date(2021, 4, 12))
    for name, day in (("sonmua", date(2022, 1, 18)), ("sondung", date(2022, 1, 26)), ("sonlong", date(2022, 1, 30))):
        unit = agency.units[clerks[name]]
        _nominate(agency, round, name, unit, subject_of_unit(unit), day)
        _nominate(agency, round, name, unit, subject_of_person(agency.person(name)), day)
    deciding.verify_all(agency, round, date(2022, 2, 8))
    meeting = deciding.vote(agency, deciding.convene(agency, round, date(2022, 2, 10)), date(2022, 2, 10))
    passed = Dossier.objects.filter(round=round).exclude(unit=agency.units["st-son-long"], nominee__kind="collective")
    deciding.decide(agency, meeting, list(passed.order_by("pk")), date(2022, 2, 15), 215)


def nguyenbinh(agency: Agency, movement: Movement) -> None:
    """Nguyên Bình: units have registered; the index of the year is published; the day for dossiers is not yet said."""
    round = _open(agency, movement, date(2023, 2, 1))
    _register(agency, round, {"tinhtuc": "nb-tinh-tuc", "minhtam": "nb-minh-tam"}, date(2023, 3, 6))
    scoring.play(agency)
    unit, award = agency.units["nb-tinh-tuc"], _own_award(agency, round)
    by = agency.actor("tinhtuc", date(2024, 2, 26))
    dossiers.open_for(round, unit, subject_of_unit(unit), award, by=by, at=moment(date(2024, 2, 26)))


def hoaxuannam(agency: Agency, movement: Movement) -> None:
    """Hòa Xuân Nam: the first yearly round is open."""
    round = _open(agency, movement, date(2023, 10, 2))
    _register(agency, round, {"motcua": "hxn-mot-cua", "vhxh": "hxn-vhxh"}, date(2023, 10, 9))


def hanam(agency: Agency, movement: Movement) -> None:
    """Hà Nam: two dossiers of the first year are verified and the council has its secret ballot open."""
    round = _open(agency, movement, date(2023, 6, 1))
    _register(agency, round, {"hctp": "stp-hctp", "tgpl": "stp-tgpl"}, date(2023, 6, 20))
    for name, code in (("hctp", "stp-hctp"), ("tgpl", "stp-tgpl")):
        unit = agency.units[code]
        _nominate(agency, round, name, unit, subject_of_unit(unit), date(2024, 1, 3))
    deciding.verify_all(agency, round, date(2024, 1, 9))
    deciding.convene(agency, round, date(2024, 1, 16))


def kiengiang(agency: Agency, movement: Movement) -> None:
    """Kiên Giang: departments have registered; standards, numbers and papers wait for the parent plan."""
    round = _open(agency, movement, date(2022, 3, 25))
    _register(agency, round, {"ngansach": "stc-ngan-sach", "gia": "stc-gia"}, date(2022, 3, 28))
