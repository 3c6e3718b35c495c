"""Entering the signed decision, and following it by another."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from thidua.awards.actions import deciding as actions
from thidua.awards.actions import following
from thidua.awards.kinds import DecisionKind
from thidua.awards.models import Decision
from thidua.awards.queries import deciding
from thidua.base.refusal import Refused
from thidua.documents.inspection import inspect
from thidua.dossiers.models import Dossier
from thidua.org import files
from thidua.org.models import StoredFile
from thidua.web import clock, uploads
from thidua.web.awards import forms
from thidua.web.awards.views import found, show
from thidua.web.http import Request


@require_POST
def sign(request: Request, pk: int) -> HttpResponse:
    """Enter number, day, signer and the signed file."""
    decision = found(request, pk)
    form = forms.SignForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, decision, sign_form=form)
    try:
        _sign(request, decision, form)
    except Refused as refused:
        return show(request, decision, str(refused), sign_form=form)
    return redirect(decision)


@transaction.atomic
def _sign(request: Request, decision: Decision, form: forms.SignForm) -> None:
    given = dict(form.cleaned_data)
    given["file"] = _kept(request) if given["file"] or uploads.TOO_LARGE in request.META else None
    actions.sign(decision, actions.Signing(**given), by=request.actor, at=clock.now())


def _kept(request: Request) -> StoredFile:
    upload = uploads.given(request, "file")
    name, content = upload.name or "ban-ky.pdf", upload.read()
    seen = inspect(name, content)
    return files.keep(
        name, content, by=request.actor, at=clock.now(), media_type=seen.media_type, may_show_inline=seen.inline
    )


@require_POST
def follow(request: Request, pk: int) -> HttpResponse:
    """Draft the decision that revokes or replaces."""
    decision = found(request, pk)
    form = forms.FollowForm(
        request.POST, decision=decision, standing=deciding.standing_of(decision), auto_id="id_follow_%s"
    )
    if not form.is_valid():
        return show(request, decision, follow_form=form)
    given = form.cleaned_data
    dossiers = Dossier.objects.filter(pk__in=given["lines"]).select_related("nominee", "unit", "award").order_by("pk")
    try:
        made = following.follow(
            decision, kind=DecisionKind(given["kind"]), dossiers=list(dossiers), reason=given["reason"],
            by=request.actor, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return show(request, decision, str(refused), follow_form=form)
    return redirect(made)
