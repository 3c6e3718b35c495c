"""How far long work is."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.jobs import actions, queries
from thidua.web import clock
from thidua.web.http import Request, page


def jobs(request: Request) -> HttpResponse:
    """A person's long work, newest first."""
    found = Paginator(queries.visible_to(request.actor).select_related("owner"), 50)
    return page(request, "jobs/jobs.html", {"page": found.get_page(request.GET.get("trang"))})


def job(request: Request, pk: int) -> HttpResponse:
    """One job with its bar; without script the page loads itself again."""
    found = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    return page(request, "jobs/job.html", {"job": found}, part="progress")


@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    """Try a failed job again."""
    found = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    actions.again(found, by=request.actor, at=clock.now())
    return redirect(found)
