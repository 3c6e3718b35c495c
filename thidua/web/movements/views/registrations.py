"""Registrations as papers: DOCX, Excel out and in, the summary upward."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from thidua.base.refusal import Refused
from thidua.base.text import slug
from thidua.documents.sheets import CellError
from thidua.movements import actions, papers, queries, workbook
from thidua.movements.models import Registration, Round
from thidua.org.models import Unit
from thidua.web import clock
from thidua.web.http import Request, asked, page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def docx(request: Request, pk: int) -> HttpResponse:
    """Print a registration as the plan's form."""
    rows = Registration.objects.select_related("unit__parent", "round__movement__unit", "round__movement__plan")
    found = get_object_or_404(rows, pk=pk, round__movement__in=queries.visible_to(request.actor))
    content = papers.registration_docx(found, day=clock.today())
    return _file(content, DOCX, f"dang-ky-{slug(found.unit.short)}.docx")


def _round_and_unit(request: Request, pk: int) -> tuple[Round, Unit]:
    rows = Round.objects.select_related("movement__unit", "movement__plan")
    round = get_object_or_404(rows, pk=pk, movement__in=queries.visible_to(request.actor))
    units = queries.registrable_units(round.movement, request.actor, clock.today())
    unit = units.filter(pk=asked(request, "don-vi")).first() or units.first()
    if unit is None:
        raise Refused("Bạn không phải đầu mối của đơn vị nào trong phong trào này.")
    return round, unit


def xlsx(request: Request, pk: int) -> HttpResponse:
    """Give the registration as Excel to fill in; take the filled file back, all lines or none."""
    round, unit = _round_and_unit(request, pk)
    there = Registration.objects.filter(round=round, unit=unit).first()
    if request.method != "POST":
        return _file(workbook.write(round, unit, there), XLSX, f"dang-ky-{slug(unit.short)}.xlsx")
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("Hãy chọn tệp Excel đã điền.")
    entries, faults = workbook.read(upload.read(), round, unit)
    if faults:
        return _refused(request, round, unit, faults)
    content, target = (there.content, there.target) if there else ("", "")
    by, at = request.actor, clock.now()
    actions.register(round, unit, entries=entries, content=content, target=target, by=by, at=at)
    messages.success(request, f"Đã nhận đăng ký của {unit}: {len(entries)} dòng.")
    return redirect(f"{reverse('movements:register', args=[round.pk])}?don-vi={unit.pk}")


def _refused(request: Request, round: Round, unit: Unit, faults: tuple[CellError, ...]) -> HttpResponse:
    context = {"round": round, "unit": unit, "faults": faults}
    refusal = f"Tệp có {len(faults)} ô sai nên chưa nhận dòng nào. Hãy sửa các ô dưới đây rồi tải lại."
    return page(request, "movements/faults.html", context, refusal=refusal)


def summary(request: Request, pk: int) -> HttpResponse:
    """What the units of a round registered, for the office above."""
    rows = Round.objects.select_related("movement__unit")
    round = get_object_or_404(rows, pk=pk, movement__in=queries.visible_to(request.actor))
    lines = queries.registration_summary(round)
    context = {
        "round": round,
        "lines": lines,
        "collectives": sum(each.collectives for each in lines),
        "individuals": sum(each.individuals for each in lines),
    }
    return page(request, "movements/summary.html", context)
