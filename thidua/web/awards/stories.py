"""Good examples inside the house: propose, verify, publish, who took it over."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.awards.actions import stories as actions
from thidua.awards.kinds import StoryState
from thidua.awards.models import Story
from thidua.awards.queries import stories as queries
from thidua.awards.rules import telling as rules
from thidua.base.refusal import Refused
from thidua.web import clock
from thidua.web.awards import forms
from thidua.web.http import Request, page


@require_http_methods(["GET", "POST"])
def stories(request: Request) -> HttpResponse:
    """The stories of this person's units, and a form for the next."""
    form = forms.StoryForm(request.POST or None, subjects=queries.subjects_for(request.actor))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        subject = given.pop("subject")
        unit = subject.unit or subject.home
        try:
            return redirect(actions.propose(unit, subject, **given, by=request.actor, at=clock.now()))
        except Refused as refused:
            refusal = str(refused)
    context = {"stories": queries.visible_to(request.actor)[:200], "form": form}
    return page(request, "awards/stories.html", context, refusal=refusal)


@require_GET
def story(request: Request, pk: int) -> HttpResponse:
    """One story with what may be done now."""
    return _show(request, get_object_or_404(queries.visible_to(request.actor), pk=pk))


def _show(request: Request, story: Story, refusal: str = "") -> HttpResponse:
    context = {
        "story": story,
        "may": rules.steps_open(request.actor, story.unit.path, story.state),
        "replications": story.replications.select_related("unit").order_by("on", "pk"),
        "form": forms.ReplicationForm(units=queries.units_for(request.actor), initial={"on": clock.today()}),
    }
    return page(request, "awards/story.html", context, refusal=refusal)


@require_POST
def step(request: Request, pk: int) -> HttpResponse:
    """Verify, publish, take down."""
    story = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    wanted = request.POST.get("step", "")
    if wanted not in rules.STEPS:
        return _show(request, story, "Không rõ việc cần làm. Hãy tải lại trang rồi bấm lại.")
    reason = request.POST.get("reason", "")
    try:
        actions.step(story, StoryState(wanted), reason=reason, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, story, str(refused))
    return redirect(story)


@require_POST
def replicate(request: Request, pk: int) -> HttpResponse:
    """Enter who took it over."""
    story = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    form = forms.ReplicationForm(request.POST, units=queries.units_for(request.actor))
    if not form.is_valid():
        return _show(request, story, "Hãy chọn đơn vị làm theo và nhập ngày.")
    try:
        actions.replicate(story, **form.cleaned_data, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, story, str(refused))
    return redirect(story)
