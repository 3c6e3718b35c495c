"""Changing units: each page asks one form and does one act."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from thidua.awards.queries.deciding import decided_dossiers
from thidua.base.refusal import Refused
from thidua.dossiers import actions_succession as dossiers
from thidua.dossiers.queries_left import open_words
from thidua.movements import actions as movements
from thidua.org import rules
from thidua.org.actions import succession
from thidua.org.actions import units as actions
from thidua.org.models import Unit
from thidua.web import clock
from thidua.web.http import Request
from thidua.web.org import forms
from thidua.web.org.asking import ask

NOBODY = "{unit} còn {still} đang mở. Hãy ghi đơn vị kế thừa để nhận các việc này, hoặc kết thúc chúng trước."


def open_unit(request: Request) -> HttpResponse:
    """Open a unit under another."""
    parent = Unit.objects.filter(pk=request.GET["cha"]).first() if request.GET.get("cha", "").isdigit() else None

    def act(said: dict[str, Any]) -> HttpResponse:
        under = said.pop("parent")
        return redirect(actions.open_unit(actions.UnitFacts(**said), under, by=request.actor, at=clock.now()))

    form = forms.OpenUnitForm(request.POST or None, initial={"parent": forms.shown(parent)})
    reason = rules.why_not_manage(request.actor, parent, "thêm đơn vị")
    back = reverse("org:units")
    return ask(request, form, act, title="Thêm đơn vị", button="Thêm đơn vị", back=back, reason=reason)


def describe(request: Request, pk: int) -> HttpResponse:
    """Correct a unit's short name, place name and level."""
    unit = get_object_or_404(Unit, pk=pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        said.pop("name", None)
        return redirect(actions.describe_unit(unit, **said, by=request.actor, at=clock.now()))

    given = ("name", "short_name", "level", "address", "is_remote")
    form = forms.UnitForm(request.POST or None, initial={name: getattr(unit, name) for name in given})
    del form.fields["name"]
    reason = rules.why_not_manage(request.actor, unit, "sửa đơn vị")
    return ask(request, form, act, title=f"Sửa {unit.name}", button="Lưu", back=unit.get_absolute_url(), reason=reason)


def rename(request: Request, pk: int) -> HttpResponse:
    """Give a unit another name from a day on."""
    unit = get_object_or_404(Unit, pk=pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        return redirect(actions.rename_unit(unit, said["name"], on=said["on"], by=request.actor, at=clock.now()))

    form = forms.RenameForm(request.POST or None, initial={"on": clock.today()})
    reason = rules.why_not_manage(request.actor, unit, "đổi tên đơn vị")
    intro = "Tên cũ vẫn được giữ cùng thời gian của nó."
    back = unit.get_absolute_url()
    return ask(
        request, form, act, title=f"Đổi tên {unit.name}", button="Đổi tên", intro=intro, back=back, reason=reason
    )


def move(request: Request, pk: int) -> HttpResponse:
    """Put a unit under another from a day on."""
    unit = get_object_or_404(Unit, pk=pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        return redirect(actions.move_unit(unit, said["parent"], on=said["on"], by=request.actor, at=clock.now()))

    form = forms.MoveForm(request.POST or None, initial={"on": clock.today()})
    reason = rules.why_not_manage(request.actor, unit, "chuyển đơn vị")
    intro = "Mọi đơn vị trực thuộc đi theo. Bỏ trống nơi đến thì đơn vị đứng ở gốc."
    back = unit.get_absolute_url()
    return ask(request, form, act, title=f"Chuyển {unit.name}", button="Chuyển", intro=intro, back=back, reason=reason)


def end(request: Request, pk: int) -> HttpResponse:
    """End an empty unit with a day."""
    unit = get_object_or_404(Unit, pk=pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        if still := open_words(unit):
            raise Refused(NOBODY.format(unit=unit.short, still=still))
        return redirect(actions.end_unit(unit, last_day=said["last_day"], by=request.actor, at=clock.now()))

    form = forms.EndForm(request.POST or None, initial={"last_day": clock.today()})
    reason = rules.why_not_manage(request.actor, unit, "kết thúc đơn vị")
    intro = "Dùng cho bộ phận không còn. Sáp nhập, chia tách, giải thể có văn bản thì ghi ở trang Kế thừa."
    back = unit.get_absolute_url()
    title = f"Kết thúc {unit.name}"
    return ask(request, form, act, title=title, button="Kết thúc đơn vị", intro=intro, back=back, reason=reason)


def succeed(request: Request) -> HttpResponse:
    """Merge, split or abolish units by an act with its document."""

    @transaction.atomic
    def act(said: dict[str, Any]) -> HttpResponse:
        endings, heirs, on = said.pop("endings"), said.pop("heirs"), said.pop("on")
        rows = succession.succeed_by(said, endings, heirs, on=on, by=request.actor, at=clock.now())
        if len(heirs) != 1:
            return _after(request, endings, is_split=bool(heirs))
        decided = set(decided_dossiers())
        for row in rows:
            movements.succeed(row, by=request.actor, at=clock.now())
            dossiers.succeed(row, by=request.actor, at=clock.now(), decided=decided)
        messages.success(request, "Đã ghi việc kế thừa. Việc đang mở của đơn vị cũ chuyển sang đơn vị kế thừa.")
        return redirect(heirs[0])

    first = request.GET.get("don-vi", "")
    form = forms.SucceedForm(request.POST or None, initial={"on": clock.today(), "endings": first})
    reason = rules.why_not_manage(request.actor, None, "ghi việc sáp nhập, chia tách")
    intro = "Sáp nhập: một đơn vị kế thừa. Chia tách: nhiều đơn vị kế thừa. Giải thể: không có đơn vị kế thừa."
    title, back = "Sáp nhập, chia tách, giải thể", reverse("org:units")
    return ask(request, form, act, title=title, button="Ghi việc kế thừa", intro=intro, back=back, reason=reason)


def _after(request: Request, endings: list[Unit], *, is_split: bool) -> HttpResponse:
    """Ask what goes where after a split; let no unit end that leaves something open to nobody."""
    for unit in endings:
        if still := open_words(unit):
            if not is_split:
                raise Refused(NOBODY.format(unit=unit.short, still=still))
            messages.warning(request, f"Đã ghi việc chia tách. {unit.short} còn {still} đang mở: hãy chọn đơn vị nhận.")
            return redirect("org:share-out", unit.pk)
    messages.success(request, "Đã ghi việc chia tách." if is_split else "Đã ghi việc giải thể.")
    return redirect(endings[0])
