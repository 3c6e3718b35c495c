"""Entering the signed decision, and following it by another."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.awards.actions import deciding as actions
from thidua.awards.actions import following
from thidua.awards.actions.sealing import sign_digitally
from thidua.awards.kinds import DecisionKind
from thidua.awards.models import Decision
from thidua.awards.queries import deciding
from thidua.awards.rules import wording
from thidua.base.refusal import Refused
from thidua.documents.inspection import inspect
from thidua.documents.tokens import Token
from thidua.dossiers.models import Dossier
from thidua.org import files, roots
from thidua.org.models import StoredFile
from thidua.web import clock, uploads
from thidua.web.awards import forms
from thidua.web.awards.views import found, show
from thidua.web.http import Request, page


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


@require_http_methods(["GET", "POST"])
def digital(request: Request, pk: int) -> HttpResponse:
    """Sign here with the office's key file."""
    decision = found(request, pk)
    name, title = actions.signer_of(decision.unit, clock.today())
    symbol = wording.symbol_of(decision.unit.name, decision.kind)
    first = {"symbol": symbol, "signed_on": clock.today(), "signer": name, "signer_title": title}
    token = Token(**settings.PKCS11)
    form = forms.DigitalForm(request.POST or None, request.FILES or None, initial=first, has_token=bool(token))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            _sign_digitally(request, decision, dict(form.cleaned_data), token)
            return redirect("awards:signatures", pk)
        except Refused as refused:
            refusal = str(refused)
    return page(request, "awards/digital.html", {"decision": decision, "form": form}, refusal=refusal)


def _sign_digitally(request: Request, decision: Decision, given: dict[str, Any], token: Token) -> None:
    upload, passphrase = given.pop("key"), given.pop("passphrase")
    key = token if given.pop("means", "file") == "token" else upload.read()
    sign_digitally(decision, actions.Signing(**given), key=key, passphrase=passphrase, by=request.actor, at=clock.now())


@require_GET
def signatures(request: Request, pk: int) -> HttpResponse:
    """Check the digital signatures of the signed file now."""
    decision = found(request, pk)
    stored = decision.signed_file
    if stored is None or stored.media_type != "application/pdf":
        raise Http404
    context = {"decision": decision, "checks": roots.checks(stored), "has_roots": bool(roots.trusted())}
    return page(request, "awards/signatures.html", context)


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
