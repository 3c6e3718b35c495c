"""People: list, one person, and what changes about them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode

from thidua.dossiers import facts
from thidua.org import queries, rules
from thidua.org.actions import people as actions
from thidua.org.kinds import Role
from thidua.org.models import Account, Assignment, Person, Position, Unit
from thidua.web import clock
from thidua.web.http import Request, page
from thidua.web.org import forms
from thidua.web.org.asking import ask
from thidua.web.org.duties import duties_of
from thidua.web.sign_in import is_locked


def people(request: Request) -> HttpResponse:
    """People in the order of a Vietnamese list, found in any spelling of marks."""
    text = request.GET.get("q", "")
    found = Paginator(queries.found_people(text), 50)
    context = {
        "page": found.get_page(request.GET.get("trang")),
        "q": text,
        "query": urlencode({"q": text}) + "&",
        "is_admin": request.actor.has(Role.ADMIN),
    }
    return page(request, "org/people.html", context, part="list")


def person(request: Request, pk: int) -> HttpResponse:
    """One person: unit, positions, roles with what should be apart, account, open duties."""
    found = get_object_or_404(Person.objects.select_related("unit"), pk=pk)
    held = Assignment.objects.filter(person=found).select_related("unit").order_by("-from_on", "pk")
    now = frozenset(held.filter(queries.in_force(clock.today())).values_list("role", flat=True))
    why_not = rules.why_not_manage(request.actor, found.unit, "sửa thông tin người này")
    account = Account.objects.filter(person=found).first()
    context = {
        "person": found,
        "positions": found.positions.select_related("unit").order_by("-from_on", "pk"),
        "assignments": held,
        "joined": rules.joined_duties(now),
        "account": account,
        "is_locked": account is not None and is_locked(account.username),
        "duties": duties_of(found.pk),
        "why_not_manage": why_not,
        "keeps_facts": facts.keeps(request.actor, found.unit),
        "sees_contact": not why_not or request.actor.person_id == found.pk,
    }
    return page(request, "org/person.html", context)


def add(request: Request) -> HttpResponse:
    """Enter a person who works in a unit."""
    given = request.GET.get("don-vi", "")
    unit = Unit.objects.filter(pk=given).first() if given.isdigit() else None

    def act(said: dict[str, Any]) -> HttpResponse:
        where = said.pop("unit")
        return redirect(actions.add_person(actions.PersonFacts(**said), where, by=request.actor, at=clock.now()))

    form = forms.AddPersonForm(request.POST or None, initial={"unit": forms.shown(unit)})
    reason = rules.why_not_manage(request.actor, unit, "thêm người")
    back = reverse("org:people")
    return ask(request, form, act, title="Thêm người", button="Thêm người", back=back, reason=reason)


def describe(request: Request, pk: int) -> HttpResponse:
    """Correct what is said of a person."""
    found = get_object_or_404(Person.objects.select_related("unit"), pk=pk)
    if reason := rules.why_not_manage(request.actor, found.unit, "sửa thông tin người này"):
        return page(request, "errors/refused.html", {}, refusal=reason)

    def act(said: dict[str, Any]) -> HttpResponse:
        return redirect(actions.describe_person(found, actions.PersonFacts(**said), by=request.actor, at=clock.now()))

    names = list(forms.PersonForm.base_fields)
    form = forms.PersonForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    return ask(request, form, act, title=f"Sửa thông tin {found.name}", button="Lưu", back=found.get_absolute_url())


def transfer(request: Request, pk: int) -> HttpResponse:
    """Move a person to another unit."""
    found = get_object_or_404(Person.objects.select_related("unit"), pk=pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        return redirect(actions.transfer(found, said["unit"], on=said["on"], by=request.actor, at=clock.now()))

    form = forms.TransferForm(request.POST or None, initial={"on": clock.today()})
    reason = rules.why_not_manage(request.actor, found.unit, "chuyển người")
    intro = "Chức vụ và vai trò không tự chuyển: hãy ghi thôi chức vụ và bàn giao vai trò riêng."
    title, back = f"Chuyển {found.name} sang đơn vị khác", found.get_absolute_url()
    return ask(request, form, act, title=title, button="Chuyển", intro=intro, back=back, reason=reason)


def appoint(request: Request, pk: int) -> HttpResponse:
    """Enter a position."""
    found = get_object_or_404(Person.objects.select_related("unit"), pk=pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        unit, title = said.pop("unit"), said.pop("title")
        actions.appoint(found, unit, title, **said, by=request.actor, at=clock.now())
        return redirect(found)

    form = forms.AppointForm(request.POST or None, initial={"unit": forms.shown(found.unit), "from_on": clock.today()})
    reason = rules.why_not_manage(request.actor, found.unit, "ghi chức vụ")
    title, back = f"Ghi chức vụ của {found.name}", found.get_absolute_url()
    return ask(request, form, act, title=title, button="Ghi chức vụ", back=back, reason=reason)


def end_position(request: Request, pk: int) -> HttpResponse:
    """Write the last day of a position."""
    position = get_object_or_404(Position.objects.select_related("person", "unit"), pk=pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.end_position(position, until_on=said["until_on"], by=request.actor, at=clock.now())
        return redirect(position.person)

    form = forms.UntilForm(request.POST or None, initial={"until_on": clock.today()})
    reason = rules.why_not_manage(request.actor, position.unit, "ghi thôi chức vụ")
    title = f"Thôi chức vụ {position.title} của {position.person.name}"
    back = position.person.get_absolute_url()
    return ask(request, form, act, title=title, button="Ghi thôi chức vụ", back=back, reason=reason)


def leave(request: Request, pk: int) -> HttpResponse:
    """Enter that a person no longer works here."""
    found = get_object_or_404(Person.objects.select_related("unit"), pk=pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.leave(found, on=said["on"], by=request.actor, at=clock.now())
        return redirect(found)

    form = forms.OnForm(request.POST or None, initial={"on": clock.today()})
    reason = rules.why_not_manage(request.actor, found.unit, "ghi thôi công tác")
    intro = "Chức vụ kết thúc, tài khoản khóa lại. Các vai trò phải được bàn giao trước."
    title, back = f"{found.name} thôi công tác", found.get_absolute_url()
    return ask(request, form, act, title=title, button="Ghi thôi công tác", intro=intro, back=back, reason=reason)
