"""Three years of scoring in Nguyên Bình: two published, the third under way, through the ordinary actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.documents.layout import Letterhead, Paper, Paragraph, Signature
from thidua.documents.printed import pdf_of
from thidua.org import files
from thidua.org.actions import succession
from thidua.org.actor import HOUSE
from thidua.org.models import Document, Unit
from thidua.scoring import (
    actions,
    actions_bulk,
    actions_evidence,
    actions_figures,
    actions_outside,
    actions_sets,
    queries_sets,
)
from thidua.scoring.kinds import Column, Formula, SheetState, Source
from thidua.scoring.models import Cell, Evidence, IndexSet, Sheet
from thidua.web.demo.cast import Agency, moment

# A commune: its clerk, its code, how far it is from full marks last year and this year, in twelfths.
COMMUNES = (
    ("tinhtuc", "nb-tinh-tuc", 3, 1),
    ("minhtam", "nb-minh-tam", 4, 3),
    ("cathanh", "nb-ca-thanh", 5, 4),
    ("hoatham", "nb-hoa-tham", 2, 3),
    ("thanhcong", "nb-thanh-cong", 4, 2),
    ("tamkim", "nb-tam-kim", 6, 5),
    ("vuminh", "nb-vu-minh", 2, 2),
    ("yenlac", "nb-yen-lac", 7, 6),
)
SHARES = {
    "nhiem_vu_hoan_thanh": 120, "tthc_cong_khai": 140, "ho_so_dung_han": 960, "pakn_dung_han": 24, "can_bo_tot": 20,
    "giai_ngan": 3200, "ho_so_truc_tuyen": 960, "ho_so_so_hoa": 960, "thanh_toan_truc_tuyen": 480,
}  # fmt: skip
COUNTS = ("bao_cao_muon", "ky_luat")
HAND = "Theo báo cáo và tài liệu kèm theo"


@dataclass(frozen=True)
class Commune:
    """One commune with its clerk and how far from full marks it is."""

    clerk: str
    unit: Unit
    short: tuple[int, int]  # the year before, the year


def play(agency: Agency) -> None:
    """Score 2022 and 2023 to the end, begin 2024, and let criteria read what was published."""
    communes = [Commune(name, agency.units[code], (before, now)) for name, code, before, now in COMMUNES]
    sample = next(one for one in actions_sets.load_samples(by=HOUSE, at=moment(date(2022, 1, 4))) if _is_ours(one))
    last = _year(agency, communes, sample, 2022)
    now = _year(agency, communes, last, 2023)
    _under_way(agency, communes, now)
    _components(agency, communes[0].unit)


def _is_ours(one: IndexSet) -> bool:
    return one.code == "mau-xa"


def _paper(agency: Agency, number: str, day: date, title: str, *, issuer: str = "") -> Document:
    office = agency.actor("thuongtruc", day)
    return succession.enter_document(
        kind="Quyết định", number=number, dated_on=day, issuer=issuer or agency.office.name, title=title, by=office,
        at=moment(day, 15),
    )  # fmt: skip


def _begin(agency: Agency, communes: Sequence[Commune], source: IndexSet, year: int) -> tuple[IndexSet, list[Sheet]]:
    """Copy the set to a year, say until when, take in the figures and open a sheet for each commune."""
    day = date(year + 1, 1, 4)
    office, at = agency.actor("thuongtruc", day), moment(day)
    made = actions_sets.copy_set(source, unit=agency.office, year=year, by=office, at=at)
    if year == 2023:
        _more_online(made, agency, day)
    table = _figures(communes, year).encode()
    taken = actions_figures.import_figures(table, agency.office, year, by=office, at=at)
    if taken.errors:
        raise ValueError(f"figures of the demo: {taken.errors}")
    return made, actions.open_sheets(made, [one.unit for one in communes], by=office, at=at)


def _more_online(made: IndexSet, agency: Agency, day: date) -> None:
    """The set of 2023 asks for more online, so that two versions can be compared."""
    for code, maximum in (("6.1", "7"), ("6.3", "3")):
        item = made.items.get(code=code)
        line = next(one for one in queries_sets.lines_of(made) if one.code == code)
        changed = type(line)(**{**vars(line), "maximum": Decimal(maximum)})
        actions_sets.edit_item(item, changed, by=agency.actor("thuongtruc", day), at=moment(day))


def _figures(communes: Sequence[Commune], year: int) -> str:
    """The export of the one-stop system: a line for each commune."""
    rows = [";".join(["Mã đơn vị", *SHARES, "bo_sung_nhieu_lan", *COUNTS])]
    for place, one in enumerate(communes):
        short = one.short[year >= 2023]
        tops = [
            f"{whole - whole * ((short + turn + place) % 9) // 60}/{whole}"
            for turn, whole in enumerate(SHARES.values())
        ]
        rows.append(";".join([one.unit.code, *tops, f"{short * 6}/960", str(short % 3), str(int(place == 5))]))
    return "\n".join(rows)


def _year(agency: Agency, communes: Sequence[Commune], source: IndexSet, year: int) -> IndexSet:
    made, sheets = _begin(agency, communes, source, year)
    for one, sheet in zip(communes, sheets, strict=True):
        _claim(agency, one, sheet, date(year + 1, 1, 10))
        if year == 2023 and one.clerk in {"tinhtuc", "minhtam"}:
            _prove(agency, one, sheet, date(year + 1, 1, 11))
        by = agency.actor(one.clerk, date(year + 1, 1, 12))
        actions.move(sheet, SheetState.VERIFYING, by=by, at=moment(date(year + 1, 1, 12)))
    _verify(agency, made, sheets, date(year + 1, 1, 17))
    _settle(agency, communes, made, sheets, year)
    day = date(year + 1, 2, 5)
    paper = _paper(agency, f"{year - 1930}/QĐ-UBND", day, f"Công bố kết quả {made}")
    actions.publish(made, document=paper, by=agency.actor("thuongtruc", day), at=moment(day, 16))
    return made


def _claim(agency: Agency, one: Commune, sheet: Sheet, day: date, *, most: int = 99) -> None:
    """Reckon what figures give, and write the rest by hand a little below full marks."""
    by, at = agency.actor(one.clerk, day), moment(day, 10)
    actions.fill_from_figures(sheet, by=by, at=at)
    short = one.short[sheet.index_set.year >= 2023]
    cells = sheet.cells.filter(claimed=None).select_related("item").order_by("item__position", "pk")
    for turn, cell in enumerate(cells[:most]):
        quarters = 4 if cell.item.formula == Formula.YES_NO else 4 - (short + turn) % 8 // 3
        points = cell.item.maximum * quarters / 4 if not cell.item.is_bonus else Decimal(short < 3)
        words = "Theo kết quả khảo sát của huyện" if cell.item.source == Source.SURVEY else HAND
        actions.write(cell, Column.CLAIMED, points, words=words, seen=cell.version, by=by, at=at)


def _prove(agency: Agency, one: Commune, sheet: Sheet, day: date) -> None:
    """Put a plan of the year, a report of the year before and a note without a number into the vault, and use them."""
    plan = _evidence(agency, one, "Kế hoạch cải cách hành chính năm 2023", "05/KH-UBND", date(2023, 1, 9), day)
    old = _evidence(agency, one, "Báo cáo tuyên truyền cải cách hành chính", "71/BC-UBND", date(2022, 12, 20), day)
    note = _evidence(agency, one, "Bản tin tuyên truyền của thôn", "", None, day)
    for code, proof in (("1.1", plan), ("1.4", old), ("1.4", note), ("1.5", plan)):
        cell = sheet.cells.get(item__code=code)
        actions_evidence.attach(proof, cell, by=agency.actor(one.clerk, day), at=moment(day, 11))


def _evidence(agency: Agency, one: Commune, title: str, number: str, dated_on: date | None, day: date) -> Evidence:
    by, at = agency.actor(one.clerk, day), moment(day, 11)
    head = Letterhead(one.unit.name, agency.office.name, number.partition("/")[0], number.partition("/")[2],
                      one.unit.address, dated_on)  # fmt: skip
    text = f"{title}, ban hành để thực hiện nhiệm vụ cải cách hành chính được giao (văn bản thực hành)."
    kind = title.partition(" ")[0] + " " + title.split(" ")[1]
    paper = Paper(head, kind, title, blocks=(Paragraph(text),), signatures=(Signature(("Chủ tịch",)),))
    kept = files.keep(f"{title}.pdf", pdf_of(paper), by=by, at=at, media_type="application/pdf")
    return actions_evidence.put_evidence(
        one.unit, kept, title=title, number=number, dated_on=dated_on, issuer=one.unit.name if number else "",
        by=by, at=at,
    )  # fmt: skip


def _cell(sheet: Sheet, code: str) -> Cell:
    return sheet.cells.get(item__code=code)


def _verify(agency: Agency, made: IndexSet, sheets: Sequence[Sheet], day: date) -> None:
    """Take off where the papers do not carry the claim; the rest as claimed."""
    by, at = agency.actor("thamdinh", day), moment(day, 14)
    for place, sheet in enumerate(sheets):
        for code in ("2.1", "4.1")[: place % 3]:
            cell = _cell(sheet, code)
            points = max(Decimal(0), (cell.claimed or Decimal(0)) - 1)
            words = "Tài liệu gửi kèm chưa đủ, còn thiếu văn bản gốc"
            actions.write(cell, Column.VERIFIED, points, words=words, seen=cell.version, by=by, at=at)
    fresh = made.sheets.filter(state=SheetState.VERIFYING).order_by("pk")
    actions_bulk.verify_as_claimed(made, fresh, by=by, at=at)


def _settle(agency: Agency, communes: Sequence[Commune], made: IndexSet, sheets: Sequence[Sheet], year: int) -> None:
    """Two communes explain one line each; one is heard; every sheet is settled."""
    day = date(year + 1, 1, 26)
    office, at = agency.actor("thuongtruc", day), moment(day, 9)
    actions_bulk.move_all(made, SheetState.VERIFYING, by=office, at=at)
    asked = [(communes[place].clerk, sheets[place]) for place in (1, 4)]
    for clerk, sheet in asked:
        by, cell = agency.actor(clerk, day), _cell(sheet, "2.1")
        words = "Đã gửi bổ sung văn bản gốc"
        actions.write(cell, Column.EXPLAINED, cell.claimed, words=words, seen=cell.version, by=by, at=moment(day, 10))
    actions_bulk.move_all(made, SheetState.EXPLAINING, by=office, at=moment(day, 14))
    for heard, (_, sheet) in zip((True, False), asked, strict=True):
        cell = _cell(sheet, "2.1")
        points = cell.explained if heard else cell.verified
        words = "Chấp nhận giải trình" if heard else "Văn bản bổ sung ban hành sau kỳ chấm"
        actions.write(cell, Column.FINAL, points, words=words, seen=cell.version, by=office, at=moment(day, 15))
    actions_bulk.move_all(made, SheetState.FINALISING, by=office, at=moment(day, 16))


def _under_way(agency: Agency, communes: Sequence[Commune], before: IndexSet) -> None:
    """2024: the first commune has begun, the second has handed in, the third is asked to explain."""
    made, sheets = _begin(agency, communes, before, 2024)
    day = date(2025, 1, 10)
    _claim(agency, communes[0], sheets[0], day, most=4)
    _hand_in(agency, communes[2], sheets[2], day)
    _verify(agency, made, [sheets[2]] * 3, date(2025, 1, 14))
    office = agency.actor("thuongtruc", day)
    third = Sheet.objects.get(pk=sheets[2].pk)
    actions.move(third, SheetState.EXPLAINING, by=office, at=moment(date(2025, 1, 15)))
    _hand_in(agency, communes[1], sheets[1], date(2025, 1, 15))


def _hand_in(agency: Agency, one: Commune, sheet: Sheet, day: date) -> None:
    _claim(agency, one, sheet, day)
    actions.move(sheet, SheetState.VERIFYING, by=agency.actor(one.clerk, day), at=moment(day, 11))


def _components(agency: Agency, unit: Unit) -> None:
    """The first commune answers for a part of its own index and of the district's, whose points the province says."""
    day, district = date(2024, 2, 20), agency.office
    office, province = agency.actor("thuongtruc", day), "Ủy ban nhân dân tỉnh Cao Bằng"
    given = _paper(agency, "31/QĐ-UBND", date(2022, 2, 10), "Giao chỉ số thành phần PAR INDEX")
    for subject, component in ((unit, "Thủ tục hành chính"), (district, "Cải cách tổ chức bộ máy hành chính")):
        actions_outside.give_component(
            unit, "PAR INDEX", component, subject=subject, from_year=2022, document=given, by=office, at=moment(day)
        )
    for year, score in ((2022, "8.1"), (2023, "8.45")):
        told = _paper(agency, f"{year - 1600}/QĐ-UBND", date(year + 1, 2, 15), f"PAR INDEX {year}", issuer=province)
        actions_outside.enter_result(
            district, "PAR INDEX", year, component="Cải cách tổ chức bộ máy hành chính", score=Decimal(score),
            document=told, by=office, at=moment(day),
        )  # fmt: skip
