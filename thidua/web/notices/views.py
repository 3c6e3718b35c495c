"""Notices of a person, how they come, how they are worded, what did not arrive."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.base.refusal import Refused
from thidua.notices import actions, queries, rules
from thidua.notices.kinds import Topic
from thidua.notices.models import NoticeTemplate, Preference
from thidua.org.kinds import Role
from thidua.web import clock
from thidua.web.http import Request, page
from thidua.web.movements.views.plans import office_unit
from thidua.web.notices.forms import PreferenceForm, TemplateForm


def notice_list(request: Request) -> HttpResponse:
    """What a person was told; pressing “đã xem” marks all of the page."""
    shown = Paginator(queries.mine(request.actor), 30).get_page(request.GET.get("trang"))
    if request.method == "POST":
        actions.look_at(list(shown), by=request.actor, at=clock.now())
        return redirect("notices:list")
    context = {
        "page": shown,
        "unread": queries.unread(request.actor),
        "may_word": request.actor.has(Role.OFFICE),
        "may_see_failed": request.actor.has(Role.ADMIN),
    }
    return page(request, "notices/list.html", context)


def preference(request: Request) -> HttpResponse:
    """Choose how mails come."""
    now = queries.preferences([request.actor.person_id or 0]).get(request.actor.person_id or 0) or Preference()
    initial = {"pace": now.pace, "quiet_from": f"{now.quiet_from:%H:%M}", "quiet_until": f"{now.quiet_until:%H:%M}"}
    form = PreferenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.prefer(form.wish(), by=request.actor, at=clock.now())
        messages.success(request, "Đã ghi cách nhận tin.")
        return redirect("notices:list")
    return page(request, "notices/preference.html", {"form": form}, status=422 if form.errors else 200)


def templates(request: Request) -> HttpResponse:
    """Show and change the words of each topic for one's office."""
    unit = office_unit(request.actor)
    own = {each.topic: each for each in NoticeTemplate.objects.filter(unit=unit).order_by("topic")}
    form = TemplateForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.word(unit, **form.cleaned_data, by=request.actor, at=clock.now())
            return redirect("notices:templates")
        except Refused as refused:
            refusal = str(refused)
    rows = [
        (label, own[topic].title if topic in own else rules.DEFAULTS[topic][0], topic in own)
        for topic, label in Topic.choices
    ]
    return page(request, "notices/templates.html", {"form": form, "rows": rows, "unit": unit}, refusal=refusal)


def failed(request: Request) -> HttpResponse:
    """Mails that did not go out; the administrator sends them again."""
    if not request.actor.has(Role.ADMIN):
        raise Http404
    if request.method == "POST":
        notice = get_object_or_404(queries.failed(), pk=request.POST.get("notice") or 0)
        actions.try_again(notice, by=request.actor, at=clock.now())
        return redirect("notices:failed")
    shown = Paginator(queries.failed(), 30).get_page(request.GET.get("trang"))
    return page(request, "notices/failed.html", {"page": shown})
