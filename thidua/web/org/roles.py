"""Roles and accounts: who may do what, inviting, handing over."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.base.refusal import Refused
from thidua.base.text import slug
from thidua.org import queries, rules
from thidua.org.actions import accounts
from thidua.org.actions import roles as actions
from thidua.org.kinds import Role
from thidua.org.models import Account, Assignment, Person
from thidua.web import clock
from thidua.web.accounts import link_of, mail_link
from thidua.web.http import Request, page
from thidua.web.org import forms
from thidua.web.org.asking import ask
from thidua.web.org.duties import duties_of, hand_over_duties


def roles(request: Request) -> HttpResponse:
    """Who holds which role where today, and where one person holds what two should."""
    held = Paginator(queries.roles_on(clock.today()), 100)
    by_person: dict[Person, set[str]] = {}
    for row in queries.roles_on(clock.today()):
        by_person.setdefault(row.person, set()).add(row.role)
    joined = [(who, said) for who, kinds in by_person.items() if (said := rules.joined_duties(frozenset(kinds)))]
    context = {"page": held.get_page(request.GET.get("trang")), "joined": joined}
    return page(request, "org/roles.html", context)


def assign(request: Request, pk: int) -> HttpResponse:
    """Give a role."""
    person = _person(pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        role = Role(said["role"])
        actions.assign(person, role, said["unit"], from_on=said["from_on"], by=request.actor, at=clock.now())
        return redirect(person)

    first = {"unit": forms.shown(person.unit), "from_on": clock.today()}
    form = forms.AssignForm(request.POST or None, initial=first)
    reason = rules.why_not_manage(request.actor, person.unit, "phân quyền")
    title, back = f"Phân quyền cho {person.name}", person.get_absolute_url()
    return ask(request, form, act, title=title, button="Phân quyền", back=back, reason=reason)


def end(request: Request, pk: int) -> HttpResponse:
    """Write the last day of a role."""
    held = get_object_or_404(Assignment.objects.select_related("person", "unit"), pk=pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.end_assignment(held, until_on=said["until_on"], by=request.actor, at=clock.now())
        return redirect(held.person)

    form = forms.UntilForm(request.POST or None, initial={"until_on": clock.today()})
    reason = rules.why_not_manage(request.actor, held.unit, "thôi phân quyền")
    title = f"Thôi vai trò {held.get_role_display()} của {held.person.name}"
    back = held.person.get_absolute_url()
    return ask(request, form, act, title=title, button="Thôi vai trò", back=back, reason=reason)


def hand_over(request: Request, pk: int) -> HttpResponse:
    """Pass all roles and open duties of a person to another, in one act."""
    person = _person(pk)

    @transaction.atomic
    def act(said: dict[str, Any]) -> HttpResponse:
        actions.hand_over(person, said["to"], on=said["on"], by=request.actor, at=clock.now())
        hand_over_duties(person.pk, said["to"].pk, by=request.actor, at=clock.now())
        messages.success(request, f"Đã bàn giao các vai trò và việc đang mở cho {said['to'].name}.")
        return redirect(person)

    form = forms.HandOverForm(request.POST or None, initial={"on": clock.today()})
    open_roles = Assignment.objects.filter(queries.open_from(clock.today()), person=person).select_related("unit")
    listed = [f"{held.get_role_display()} ({held.unit.short})" for held in open_roles.order_by("pk")]
    listed += [duty.what for duty in duties_of(person.pk)]
    intro = f"Sẽ bàn giao: {'; '.join(listed)}." if listed else "Người này không giữ vai trò hay việc nào đang mở."
    reason = rules.why_not_manage(request.actor, person.unit, "ghi bàn giao")
    title, back = f"Bàn giao của {person.name}", person.get_absolute_url()
    return ask(request, form, act, title=title, button="Bàn giao", intro=intro, back=back, reason=reason)


def invite(request: Request, pk: int) -> HttpResponse:
    """Invite a person to set a password; the link is shown once and mailed."""
    person = _person(pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        sent = accounts.invite(person, said["username"], by=request.actor, at=clock.now())
        mailed = mail_link(sent, "Mời dùng thidua", "7 ngày")
        context = {"person": person, "link": link_of(sent.key), "sent": sent.invitation, "mailed": mailed}
        return page(request, "org/invited.html", context)

    account = Account.objects.filter(person=person).first()
    words = slug(person.name).split("-")
    first = account.username if account else words[-1] + "".join(word[0] for word in words[:-1] if word)
    form = forms.InviteForm(request.POST or None, initial={"username": first})
    reason = rules.why_not_manage(request.actor, person.unit, "mở tài khoản")
    intro = "Người được mời tự đặt mật khẩu bằng liên kết dùng một lần, trong 7 ngày."
    title, back = f"Mời {person.name} dùng hệ thống", person.get_absolute_url()
    return ask(request, form, act, title=title, button="Tạo lời mời", intro=intro, back=back, reason=reason)


@require_POST
def set_open(request: Request, pk: int) -> HttpResponse:
    """Close or open a person's account."""
    account = Account.objects.filter(person_id=pk).select_related("person", "person__unit").first()
    if account is None:
        raise Http404
    is_open = request.POST.get("open") == "1"
    if request.POST.get("open") not in {"0", "1"}:
        raise Refused("Yêu cầu không rõ là khóa hay mở tài khoản. Hãy tải lại trang.")
    accounts.set_open(account, is_open, by=request.actor, at=clock.now())
    messages.success(request, "Đã mở tài khoản." if is_open else "Đã khóa tài khoản.")
    return redirect(account.person)


@require_POST
def unlock(request: Request, pk: int) -> HttpResponse:
    """Let a person sign in again at once after too many wrong passwords."""
    account = get_object_or_404(Account.objects.select_related("person", "person__unit"), person=pk)
    accounts.unlock(account, by=request.actor, at=clock.now())
    messages.success(request, "Đã mở khóa đăng nhập. Người dùng đăng nhập lại được ngay.")
    return redirect(account.person)


def _person(pk: int) -> Person:
    return get_object_or_404(Person.objects.select_related("unit"), pk=pk)
