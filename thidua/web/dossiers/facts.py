"""Facts about people and units: look, type, take from Excel, take out."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.dossiers import facts
from thidua.dossiers.kinds import DisciplineGrade
from thidua.dossiers.models import Discipline, Honour, Initiative, PendingMatter, Rating
from thidua.movements.models import Subject
from thidua.movements.subjects import subject_of_person, subject_of_unit
from thidua.org.models import Person, Unit
from thidua.web import clock, uploads
from thidua.web.http import Request, page

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RATINGS = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)


class RatingForm(forms.Form):
    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100)
    grade = forms.ChoiceField(label="Mức xếp loại", choices=[(one, one) for one in RATINGS])


class HonourForm(forms.Form):
    name = forms.CharField(label="Tên hình thức khen, danh hiệu", max_length=200)
    is_thematic = forms.BooleanField(label="Khen theo chuyên đề, đợt", required=False)
    from_on = forms.DateField(label="Thành tích từ ngày", widget=DAY, required=False)
    until_on = forms.DateField(label="Thành tích đến hết ngày", widget=DAY, required=False)
    decided_on = forms.DateField(label="Ngày quyết định", widget=DAY, required=False)


class InitiativeForm(forms.Form):
    title = forms.CharField(label="Tên sáng kiến, đề tài", max_length=500)
    recognised_by = forms.CharField(label="Cấp công nhận", max_length=200, required=False)
    spread = forms.CharField(label="Phạm vi ảnh hưởng, nơi nhân rộng", max_length=300, required=False)
    recognised_on = forms.DateField(label="Ngày công nhận", widget=DAY, required=False)


class DisciplineForm(forms.Form):
    grade = forms.ChoiceField(label="Hình thức kỷ luật", choices=DisciplineGrade.choices)
    decided_on = forms.DateField(label="Ngày quyết định", widget=DAY)
    served_on = forms.DateField(label="Chấp hành xong ngày", widget=DAY, required=False)


class MatterForm(forms.Form):
    kind = forms.ChoiceField(label="Việc đang xem xét", choices=list(facts.MATTERS.items()))
    opened_on = forms.DateField(label="Từ ngày", widget=DAY)
    closed_on = forms.DateField(label="Kết luận ngày", widget=DAY, required=False)


FORMS: dict[str, type[forms.Form]] = {
    "rating": RatingForm,
    "honour": HonourForm,
    "initiative": InitiativeForm,
    "discipline": DisciplineForm,
    "matter": MatterForm,
}
MODELS: dict[str, Any] = {
    "rating": Rating,
    "honour": Honour,
    "initiative": Initiative,
    "discipline": Discipline,
    "matter": PendingMatter,
}


@require_GET
def subjects(request: Request) -> HttpResponse:
    """People and units this person keeps facts about; anybody may be found by name and begun."""
    words = request.GET.get("tim", "")
    found = facts.subjects_of(request.actor, words)
    context = {
        "page": Paginator(found, 50).get_page(request.GET.get("trang")),
        "words": words,
        "query": f"{urlencode({'tim': words})}&" if words else "",
        "kinds": {code: kind.name for code, kind in facts.KINDS.items()},
    }
    return page(request, "dossiers/subjects.html", context)


@require_GET
def begin(request: Request, kind: str, pk: int) -> HttpResponse:
    """Go to the facts of a unit or a person, from its own page."""
    if kind == "don-vi":
        return redirect("dossiers:facts", subject_of_unit(get_object_or_404(Unit, pk=pk)).pk)
    return redirect("dossiers:facts", subject_of_person(get_object_or_404(Person, pk=pk)).pk)


def found(request: Request, pk: int) -> Subject:
    """Give a subject whose facts this person keeps, else 404: disciplines open to nobody else."""
    subject = get_object_or_404(Subject.objects.select_related("unit", "person__unit", "home"), pk=pk)
    if facts.why_not_keep(request.actor, subject):
        raise Http404
    return subject


@require_GET
def subject(request: Request, pk: int) -> HttpResponse:
    """Everything known about one person or unit."""
    return _show(request, found(request, pk))


def _show(request: Request, subject: Subject, refusal: str = "", **typed: forms.Form) -> HttpResponse:
    parts = [
        {
            "code": code,
            "name": kind.name,
            "rows": _rows(code, subject),
            "form": typed.get(code) or FORMS[code](prefix=code),
        }
        for code, kind in facts.KINDS.items()
    ]
    return page(request, "dossiers/facts.html", {"subject": subject, "parts": parts}, refusal=refusal)


def _rows(code: str, subject: Subject) -> Any:
    rows = MODELS[code].objects.filter(subject=subject).order_by("-pk")
    return rows.select_related("document", "revoked_by") if code == "honour" else rows


@require_POST
def add(request: Request, pk: int, kind: str) -> HttpResponse:
    """Enter one fact."""
    subject = found(request, pk)
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST, prefix=kind)
    if not form.is_valid():
        return _show(request, subject, "Hãy xem lại các ô được nhắc.", **{kind: form})
    values = {name: value for name, value in form.cleaned_data.items() if value is not None}
    try:
        facts.add(subject, kind, values, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, subject, str(refused), **{kind: form})
    return redirect("dossiers:facts", pk)


@require_POST
def remove(request: Request, pk: int, kind: str, fact_pk: int) -> HttpResponse:
    """Take out a fact entered by mistake."""
    subject = found(request, pk)
    if kind not in MODELS:
        raise Http404
    fact = get_object_or_404(MODELS[kind], pk=fact_pk, subject=subject)
    try:
        facts.remove(fact, reason=request.POST.get("reason", ""), by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, subject, str(refused))
    return redirect("dossiers:facts", pk)


@require_POST
def take_table(request: Request) -> HttpResponse:
    """Take facts from an Excel table, all or nothing."""
    kind = request.POST.get("kind", "")
    if kind not in FORMS:
        raise Refused("Hãy chọn loại thông tin trong bảng.")
    given = uploads.given(request, "file")
    count = facts.take_table(kind, given.read(), by=request.actor, at=clock.now())
    return page(request, "dossiers/taken.html", {"count": count, "kind": facts.KINDS[kind].name})


@require_GET
def template(request: Request, kind: str) -> HttpResponse:
    """Hand out the empty Excel file for one kind of fact."""
    if kind not in FORMS:
        raise Http404
    disposition = content_disposition_header(True, f"mau-{kind}.xlsx") or ""
    return HttpResponse(facts.template(kind), content_type=EXCEL, headers={"Content-Disposition": disposition})
