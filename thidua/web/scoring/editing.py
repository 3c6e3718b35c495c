"""Pages that make, copy, compare and change index sets."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from thidua.base.refusal import Refused
from thidua.base.text import norm
from thidua.documents.sheets import CellError
from thidua.org.actions import succession
from thidua.scoring import actions_sets, queries, queries_sets, rules, samples_reader
from thidua.scoring.kinds import Formula, Source
from thidua.scoring.lines import Line, params_of, written_params
from thidua.scoring.models import IndexItem, IndexSet
from thidua.web.clock import now
from thidua.web.http import Request, page
from thidua.web.org.asking import ask
from thidua.web.org.imports import XLSX
from thidua.web.scoring.forms import CopyForm, DaysForm, ExemptForm, ImportForm, ItemForm, LinesForm

IMPORT = "scoring/import.html"
Act = Callable[[dict[str, Any], list[Any]], HttpResponse]


def set_of(request: Request, pk: int) -> IndexSet:
    """The set, when this person has to do with it; else 404."""
    return get_object_or_404(queries.sets_for(request.actor), pk=pk)


def workbook(request: Request, pk: int) -> HttpResponse:
    """The set as Excel, in the layout that is read back."""
    shown = set_of(request, pk)
    content = samples_reader.workbook_of(f"{shown}", queries_sets.lines_of(shown))
    name = f"bo-chi-so-{shown.year}-{shown.version}.xlsx"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def copy(request: Request, pk: int) -> HttpResponse:
    """Copy a set to an office and a year."""
    shown = set_of(request, pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        made = actions_sets.copy_set(shown, unit=said["unit"], year=said["year"], by=request.actor, at=now())
        messages.success(request, f"Đã chép thành {made}, phiên bản {made.version}.")
        return redirect(made)

    form = CopyForm(request.POST or None, initial={"year": now().year})
    return ask(request, form, act, title=f"Chép {shown}", button="Chép", back=shown.get_absolute_url())


def load(request: Request) -> HttpResponse:
    """Make a set from Excel: all lines or none."""

    def act(said: dict[str, Any], errors: list[Any]) -> HttpResponse:
        done = actions_sets.import_set(
            said["file"].read(), code=norm(said["name"]).replace(" ", "-")[:40], name=said["name"], year=said["year"],
            unit=said["unit"], by=request.actor, at=now(),
        )  # fmt: skip
        return _loaded(request, done, errors)

    form = ImportForm(request.POST or None, request.FILES or None)
    return ask_file(request, form, act, "Tải lên bộ chỉ số", reverse("scoring:overview"))


def replace(request: Request, pk: int) -> HttpResponse:
    """Lay the lines of a draft anew from Excel."""
    shown = set_of(request, pk)

    def act(said: dict[str, Any], errors: list[Any]) -> HttpResponse:
        done = actions_sets.replace_lines(shown, said["file"].read(), by=request.actor, at=now())
        return _loaded(request, done, errors)

    form = LinesForm(request.POST or None, request.FILES or None)
    return ask_file(request, form, act, f"Thay các dòng của {shown}", shown.get_absolute_url())


def _loaded(request: Request, done: actions_sets.Imported, errors: list[Any]) -> HttpResponse:
    refuse_all(done.errors, errors)
    messages.success(request, "Đã ghi bộ chỉ số từ bảng tính.")
    return redirect(done.index_set or "scoring:overview")


def refuse_all(found: Sequence[CellError], errors: list[Any]) -> None:
    """Show every fault of a table and refuse it whole."""
    if found:
        errors.extend(found)
        raise Refused("Bảng còn ô sai nên chưa dòng nào được ghi.")


def ask_file(request: Request, form: forms.Form, act: Act, title: str, back: str) -> HttpResponse:
    """Ask for a table; its faults stand by their cells above the form."""
    errors: list[Any] = []
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            return act(form.cleaned_data, errors)
        except Refused as refused:
            refusal = str(refused)
    context = {"form": form, "title": title, "button": "Tải lên", "back": back, "errors": errors}
    status = 422 if refusal or form.errors else 200
    return page(request, IMPORT, context, refusal=refusal, status=status)


def compare(request: Request, pk: int) -> HttpResponse:
    """What changed against another version or year of the same index."""
    shown = set_of(request, pk)
    others = list(queries.sets_for(request.actor).filter(pk__in=queries_sets.versions_of(shown).values("pk")))
    wanted = request.GET.get("voi", "")
    other = next((one for one in others if str(one.pk) == wanted), others[0] if others else None)
    found = queries_sets.compared(other, shown) if other else []
    return page(request, "scoring/compare.html", {"set": shown, "others": others, "other": other, "changes": found})


def days(request: Request, pk: int) -> HttpResponse:
    """Until which day units claim and explain."""
    shown = set_of(request, pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions_sets.set_days(shown, **said, by=request.actor, at=now())
        return redirect(shown)

    start = {"claim_until": shown.claim_until, "explain_until": shown.explain_until}
    form = DaysForm(request.POST or None, initial=start)
    return ask(request, form, act, title=f"Thời hạn của {shown}", button="Ghi", back=shown.get_absolute_url())


def item(request: Request, pk: int) -> HttpResponse:
    """Change one line of a draft."""
    found = get_object_or_404(
        IndexItem.objects.select_related("index_set__unit", "verifier"),
        pk=pk, index_set__in=queries.sets_for(request.actor),
    )  # fmt: skip
    back = found.index_set.get_absolute_url()

    def act(said: dict[str, Any]) -> HttpResponse:
        try:
            params = params_of(said["params"])
        except ValueError as fault:
            raise Refused(str(fault)[:1].upper() + str(fault)[1:]) from None
        line = Line(
            code=found.code, name=said["name"], maximum=said["maximum"] if found.is_leaf else None,
            is_bonus=said["is_bonus"], formula=Formula(said["formula"]), params=params, source=Source(said["source"]),
            figure_code=said["figure_code"], evidence_wanted=said["evidence_wanted"], note=said["note"],
        )  # fmt: skip
        actions_sets.edit_item(found, line, by=request.actor, at=now())
        return redirect(back)

    start = {
        "name": found.name, "maximum": found.maximum.normalize(), "is_bonus": found.is_bonus,
        "formula": found.formula, "params": written_params(found.params), "source": found.source,
        "figure_code": found.figure_code, "evidence_wanted": found.evidence_wanted, "note": found.note,
    }  # fmt: skip
    form = ItemForm(request.POST or None, initial=start)
    return ask(request, form, act, title=f"Sửa dòng {found}", button="Ghi", back=back,
               reason=rules.why_not_edit_set(found.index_set.state))  # fmt: skip


def exempt(request: Request, pk: int) -> HttpResponse:
    """Spare a unit an item by decision."""
    shown = set_of(request, pk)
    back = shown.get_absolute_url()

    def act(said: dict[str, Any]) -> HttpResponse:
        chosen = shown.items.filter(code=said["code"]).first()
        if chosen is None:
            raise Refused(f"Bộ chỉ số không có dòng {said['code']}. Hãy xem lại mã.")
        chosen.index_set = shown
        document = succession.enter_document(
            kind=said["kind"], number=said["number"], dated_on=said["dated_on"], issuer=said["issuer"],
            title=f"Không áp dụng tiêu chí {chosen.code}"[:500], by=request.actor, at=now(),
        )  # fmt: skip
        actions_sets.exempt(chosen, said["unit"], reason=said["reason"], document=document, by=request.actor, at=now())
        messages.success(request, f"Đã ghi: {said['unit']} không chấm tiêu chí {chosen.code}.")
        return redirect(back)

    form = ExemptForm(request.POST or None)
    return ask(request, form, act, title="Ghi tiêu chí không áp dụng cho một đơn vị", button="Ghi", back=back)
