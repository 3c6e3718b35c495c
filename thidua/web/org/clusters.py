"""Clusters of units, their agreement, and office days."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.org import queries, rules
from thidua.org.actions import clusters as actions
from thidua.org.models import Cluster, ClusterMember, OfficeDay
from thidua.web import clock
from thidua.web.http import Request, page
from thidua.web.org import forms
from thidua.web.org.asking import ask, day_of


def clusters(request: Request) -> HttpResponse:
    """The clusters of a day."""
    day = day_of(request)
    found = Cluster.objects.filter(queries.in_force(day)).select_related("unit", "head", "deputy")
    listed = Paginator(found.order_by("name", "pk"), 50).get_page(request.GET.get("trang"))
    return page(request, "org/clusters.html", {"page": listed, "day": day})


def cluster(request: Request, pk: int) -> HttpResponse:
    """One cluster with its members and who has signed the agreement."""
    found = get_object_or_404(Cluster.objects.select_related("unit", "head", "deputy"), pk=pk)
    members = found.members.select_related("unit").order_by("until_on", "unit__name_norm", "pk")
    why_not = rules.why_not_keep_clusters(request.actor, found.unit)
    return page(request, "org/cluster.html", {"cluster": found, "members": members, "why_not_keep": why_not})


def found(request: Request) -> HttpResponse:
    """Set up a cluster."""

    def act(said: dict[str, Any]) -> HttpResponse:
        made = actions.found_cluster(
            said["name"], said["unit"], from_on=said["from_on"], by=request.actor, at=clock.now()
        )
        return redirect("org:cluster", made.pk)

    form = forms.ClusterForm(request.POST or None, initial={"from_on": clock.today()})
    return ask(request, form, act, title="Lập cụm, khối thi đua", button="Lập", back=reverse("org:clusters"))


def join(request: Request, pk: int) -> HttpResponse:
    """Take a unit in."""
    kept = _cluster(pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.join_cluster(kept, said["unit"], from_on=said["from_on"], by=request.actor, at=clock.now())
        return redirect("org:cluster", pk)

    form = forms.JoinForm(request.POST or None, initial={"from_on": clock.today()})
    return _asked(request, form, act, kept, f"Thêm thành viên {kept.name}", "Thêm")


def lead(request: Request, pk: int) -> HttpResponse:
    """Name head and deputy."""
    kept = _cluster(pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.lead_cluster(kept, said["head"], said["deputy"], by=request.actor, at=clock.now())
        return redirect("org:cluster", pk)

    first = {"head": forms.shown(kept.head), "deputy": forms.shown(kept.deputy)}
    form = forms.LeadForm(request.POST or None, initial=first)
    return _asked(request, form, act, kept, f"Cụm trưởng, cụm phó của {kept.name}", "Lưu")


def end(request: Request, pk: int) -> HttpResponse:
    """End a cluster."""
    kept = _cluster(pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.end_cluster(kept, until_on=said["until_on"], by=request.actor, at=clock.now())
        return redirect("org:cluster", pk)

    form = forms.UntilForm(request.POST or None, initial={"until_on": clock.today()})
    return _asked(request, form, act, kept, f"Kết thúc {kept.name}", "Kết thúc")


def pledge(request: Request, pk: int) -> HttpResponse:
    """Enter the day a member signed the agreement."""
    member = _member(pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.pledge(member, on=said["on"], by=request.actor, at=clock.now())
        return redirect("org:cluster", member.cluster_id)

    form = forms.OnForm(request.POST or None, initial={"on": clock.today()})
    form.fields["on"].label = "Ngày ký giao ước"
    return _asked(request, form, act, member.cluster, f"{member.unit.name} ký giao ước thi đua", "Ghi ngày ký")


def leave(request: Request, pk: int) -> HttpResponse:
    """End a membership."""
    member = _member(pk)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.quit_cluster(member, until_on=said["until_on"], by=request.actor, at=clock.now())
        return redirect("org:cluster", member.cluster_id)

    form = forms.UntilForm(request.POST or None, initial={"until_on": clock.today()})
    return _asked(request, form, act, member.cluster, f"{member.unit.name} ra khỏi cụm, khối", "Ghi ngày ra")


def office_days(request: Request) -> HttpResponse:
    """Days an office works or not against the common calendar: the list, and a form for one more."""

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.set_office_day(
            said["unit"],
            said["on"],
            is_working=said["is_working"],
            reason=said["reason"],
            by=request.actor,
            at=clock.now(),
        )
        return redirect("org:office-days")

    if request.method == "POST" or request.GET.get("them"):
        form = forms.OfficeDayForm(request.POST or None)
        intro = "Ngày nghỉ lễ, Tết của cả nước đã có sẵn; ở đây chỉ ghi ngày làm bù hoặc nghỉ riêng."
        back = reverse("org:office-days")
        return ask(request, form, act, title="Ghi ngày làm bù, nghỉ riêng", button="Ghi", intro=intro, back=back)
    listed = Paginator(OfficeDay.objects.select_related("unit").order_by("-on", "pk"), 50)
    return page(request, "org/office_days.html", {"page": listed.get_page(request.GET.get("trang"))})


@require_POST
def drop_day(request: Request, pk: int) -> HttpResponse:
    """Let the common calendar hold again."""
    actions.drop_office_day(
        get_object_or_404(OfficeDay.objects.select_related("unit"), pk=pk), by=request.actor, at=clock.now()
    )
    return redirect("org:office-days")


def _cluster(pk: int) -> Cluster:
    return get_object_or_404(Cluster.objects.select_related("unit", "head", "deputy"), pk=pk)


def _member(pk: int) -> ClusterMember:
    return get_object_or_404(ClusterMember.objects.select_related("unit", "cluster", "cluster__unit"), pk=pk)


def _asked(request: Request, form: Any, act: Any, kept: Cluster, title: str, button: str) -> HttpResponse:
    reason = rules.why_not_keep_clusters(request.actor, kept.unit)
    back = reverse("org:cluster", args=[kept.pk])
    return ask(request, form, act, title=title, button=button, back=back, reason=reason)
