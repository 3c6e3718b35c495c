"""Surveys of an index set: lay out, give out codes on paper or in a table, follow, close, turn into points."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.documents.sheets import Leaf, write
from thidua.scoring import actions_surveys, queries_surveys, rules, survey_rules
from thidua.scoring.models import Survey, SurveyCode
from thidua.web.asking import ask
from thidua.web.clock import now, today
from thidua.web.http import Request, page
from thidua.web.org.imports import XLSX
from thidua.web.scoring.editing import set_of
from thidua.web.scoring.forms import CodesForm, SurveyForm

PRINTED = 1_000  # codes on one printable page
HEADINGS = (("Đơn vị", 44.0), ("Mã", 16.0), ("Địa chỉ trả lời", 60.0))


def overview(request: Request, pk: int) -> HttpResponse:
    """The surveys of a set and the items that wait for one."""
    shown = set_of(request, pk)
    surveys = list(queries_surveys.surveys_of(shown))
    asked = {one.item_id for one in surveys}
    context = {
        "set": shown,
        "surveys": surveys,
        "waiting": [one for one in queries_surveys.survey_items(shown) if one.pk not in asked],
        "may_board": _may_board(request, shown.office_path),
        "today": today(),
    }
    return page(request, "scoring/surveys.html", context)


def _may_board(request: Request, path: str | None) -> bool:
    return path is not None and rules.why_not_board(request.actor, path) is None


def add(request: Request, pk: int) -> HttpResponse:
    """Lay out a survey."""
    shown = set_of(request, pk)
    items = {str(one.pk): one for one in queries_surveys.survey_items(shown).select_related("index_set__unit")}
    back = reverse("scoring:surveys", args=[shown.pk])

    def act(said: dict[str, Any]) -> HttpResponse:
        chosen = items[said.pop("item")]
        said["questions"] = said["questions"].splitlines()
        made = actions_surveys.open_survey(chosen, **said, by=request.actor, at=now())
        messages.success(request, "Đã lập khảo sát. Hãy phát mã cho từng đơn vị.")
        return redirect(made)

    form = SurveyForm(request.POST or None)
    form.fields["item"].choices = [(key, str(one)) for key, one in items.items()]  # type: ignore[attr-defined]
    return ask(request, form, act, title=f"Lập khảo sát cho {shown}", button="Lập khảo sát", back=back)


def _survey(request: Request, pk: int) -> Survey:
    return get_object_or_404(queries_surveys.surveys_for(request.actor), pk=pk)


@require_GET
def survey(request: Request, pk: int) -> HttpResponse:
    """How many answered for each unit; what they gave once the survey is closed."""
    return _survey_page(request, _survey(request, pk))


def _survey_page(request: Request, shown: Survey, refusal: str = "", form: CodesForm | None = None) -> HttpResponse:
    asked = queries_surveys.asked_units(shown)
    may_board = _may_board(request, shown.item.index_set.office_path)
    context = {
        "survey": shown,
        "set": shown.item.index_set,
        "asked": [
            {
                "row": one,
                "mean": rules.shown(one.mean.value) if one.mean else "",
                "is_short": one.spent < shown.least,
            }
            for one in asked
        ],
        "questions": shown.questions.order_by("position"),
        "given": sum(one.given for one in asked),
        "spent": sum(one.spent for one in asked),
        "may_board": may_board,
        "form": form or CodesForm(),
        "address": _address(request),
    }
    return page(request, "scoring/survey.html", context, refusal=refusal)


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("public:survey"))


@require_POST
def give(request: Request, pk: int) -> HttpResponse:
    """Make codes for one unit or for all that have a sheet."""
    shown, form = _survey(request, pk), CodesForm(request.POST)
    if not form.is_valid():
        return _survey_page(request, shown, "Hãy ghi số mã và chọn lại đơn vị.", form)
    unit, each = form.cleaned_data["unit"], form.cleaned_data["each"]
    units = [unit] if unit else list(queries_surveys.scored_units(shown.item.index_set))
    try:
        many = actions_surveys.give_codes(shown, units, each, by=request.actor, at=now())
    except Refused as refused:
        return _survey_page(request, shown, str(refused), form)
    messages.success(request, f"Đã phát {many} mã. Hãy in hoặc tải bảng mã để gửi người trả lời.")
    return redirect(shown)


def _codes(request: Request, pk: int) -> tuple[Survey, list[SurveyCode]]:
    """The codes not spent yet; only the office that asks may see them."""
    shown = _survey(request, pk)
    if reason := rules.why_not_board(request.actor, shown.item.index_set.office_path or ""):
        raise Refused(reason)
    return shown, list(queries_surveys.spare_codes(shown))


@require_GET
def printed(request: Request, pk: int) -> HttpResponse:
    """Slips to cut out, one for each code not spent yet, a thousand on a page."""
    shown, codes = _codes(request, pk)
    number = request.GET.get("trang", "1")
    start = (int(number) - 1) * PRINTED if number.isdecimal() and 0 < int(number[:6]) < 100_000 else 0
    slips = [(one.unit.name, survey_rules.shown(one.code)) for one in codes[start : start + PRINTED]]
    more = start // PRINTED + 2 if len(codes) > start + PRINTED else 0
    context = {"survey": shown, "slips": slips, "many": len(codes), "more": more, "address": _address(request)}
    return page(request, "scoring/survey_codes.html", context)


@require_GET
def workbook(request: Request, pk: int) -> HttpResponse:
    """The codes not spent yet as a table, each with the address that asks its bearer."""
    shown, codes = _codes(request, pk)
    address = _address(request)
    rows = [(one.unit.name, survey_rules.shown(one.code), f"{address}?ma={one.code}") for one in codes]
    content = write(Leaf("Mã khảo sát", HEADINGS, rows, title=shown.title))
    name = f'attachment; filename="ma-khao-sat-{shown.pk}.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": name})


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """End the survey; its means become figures."""
    shown = _survey(request, pk)
    try:
        done = actions_surveys.close_survey(shown, by=request.actor, at=now())
    except Refused as refused:
        return _survey_page(request, shown, str(refused))
    short = f" {done.short} đơn vị chưa đủ phiếu nên chưa có kết quả." if done.short else ""
    messages.success(request, f"Đã kết thúc khảo sát: {done.reached} đơn vị có kết quả.{short}")
    return redirect(shown)


@require_POST
def score(request: Request, pk: int) -> HttpResponse:
    """Write the points that follow as verified, where the cell is empty and the sheet is being verified."""
    shown = _survey(request, pk)
    try:
        many = actions_surveys.score_survey(shown, by=request.actor, at=now())
    except Refused as refused:
        return _survey_page(request, shown, str(refused))
    messages.success(request, f"Đã ghi điểm thẩm định theo khảo sát vào {many} phiếu.")
    return redirect(shown)
