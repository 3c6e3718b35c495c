"""A unit's result with charts and the tables behind them; the ranking as Excel and Word."""

from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from thidua.documents import roster
from thidua.documents.layout import Align, Column, Letterhead
from thidua.documents.roster import Group, Roster
from thidua.documents.word import docx_of
from thidua.scoring import books, queries, queries_results, rules, sheet_books
from thidua.scoring.models import Result
from thidua.scoring.queries_results import FieldResult
from thidua.web.http import Request, page
from thidua.web.org.imports import XLSX
from thidua.web.scoring import charts
from thidua.web.scoring.editing import set_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEADINGS = (("Hạng", 8.0), ("Đơn vị", 44.0), ("Điểm", 12.0), ("Tỷ lệ", 12.0), ("Xếp loại", 16.0))


def result(request: Request, pk: int) -> HttpResponse:
    """Contribution of each field, difference of claimed and final, the last five years."""
    sheet = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    fields, years = queries_results.fields_of(sheet), queries_results.years_of(sheet)
    context = {
        "sheet": sheet,
        "set": sheet.index_set,
        "fields": [_written(one, sheet.index_set.places) for one in fields],
        "years": years,
        **_drawn(fields, years),
    }
    return page(request, "scoring/result.html", context)


def _written(one: FieldResult, places: int) -> dict[str, object]:
    exact = {"maximum": one.maximum, "claimed": one.claimed, "final": one.final, "difference": one.difference}
    told: dict[str, object] = {key: rules.shown(value, places) for key, value in exact.items()}
    return {**told, "field": one, "share": rules.shown(one.share * 100), "part": rules.shown(one.part * 100)}


def _drawn(fields: list[FieldResult], years: list[Result]) -> dict[str, object]:
    reached = [(f"{one.code} {one.name}", one.share, f"{rules.shown(one.share * 100)} %") for one in fields]
    bars, height = charts.bars(reached)
    shape, frame, half, labels = charts.radar([(one.code, one.share) for one in fields])
    told = [(row.publication.index_set.year, row.percent) for row in years if row.percent is not None]
    course, points = charts.line(
        [(str(year), Fraction(percent) / 100, f"{rules.shown(percent)} %") for year, percent in told]
    )
    return {
        "bars": bars, "height": height, "shape": shape, "frame": frame, "half": half, "labels": labels,
        "course": course, "points": points,
    }  # fmt: skip


def ranking_workbook(request: Request, pk: int) -> HttpResponse:
    """The ranking as Excel that reckons: ranks, sums and classes follow from the points beside them."""
    shown = set_of(request, pk)
    content = books.ranking_book(queries_results.ranking_of(shown))
    return _file(content, XLSX, f"xep-hang-{shown.year}.xlsx")


def sheet_workbook(request: Request, pk: int) -> HttpResponse:
    """One unit's sheet as Excel that reckons."""
    sheet = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    content = sheet_books.sheet_book(queries_results.told_of(sheet))
    return _file(content, XLSX, f"phieu-cham-{sheet.pk}.xlsx")


def ranking_paper(request: Request, pk: int) -> HttpResponse:
    """The ranking as a list in Word, ready to be attached to the decision."""
    shown = set_of(request, pk)
    letterhead = Letterhead(shown.unit.name if shown.unit else "", "")
    columns = tuple(
        Column(name, width * 1.65, Align.CENTER if name != "Đơn vị" else Align.LEFT) for name, width in HEADINGS
    )
    groups = tuple(Group(name, tuple(map(tuple, rows))) for name, rows in queries_results.ranking_groups(shown))
    made = Roster(letterhead, f"Kết quả {shown}", columns, groups)
    return _file(docx_of(roster.paper_of(made)), DOCX, f"xep-hang-{shown.year}.docx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
