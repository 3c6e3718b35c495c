"""The list of decisions, and one decision with everything that may be done with it."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from thidua.awards import papers
from thidua.awards.actions.deciding import signer_of
from thidua.awards.kinds import DecisionKind, DecisionState
from thidua.awards.models import Decision, DecisionLine
from thidua.awards.queries import bonuses, certificates, deciding, findings
from thidua.awards.queries.bonuses import Told
from thidua.awards.rules import deciding as rules
from thidua.awards.rules import printing, wording
from thidua.base.text import slug
from thidua.documents import word
from thidua.web import clock
from thidua.web.awards import forms
from thidua.web.http import Request, handed_out, page

PER_PAGE = 50
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def decisions(request: Request) -> HttpResponse:
    """Meetings that wait for a decision, and every decision this person may see."""
    context = {
        "waiting": deciding.meetings_to_decide(request.actor),
        "rounds": deciding.rounds_to_decide(request.actor),
        "page": Paginator(deciding.listed(request.actor), PER_PAGE).get_page(request.GET.get("trang")),
    }
    return page(request, "awards/list.html", context)


def found(request: Request, pk: int) -> Decision:
    """Give a decision this person may see, else 404."""
    seen = deciding.visible_to(request.actor).select_related(
        "unit__parent",
        "unit__level",
        "register",
        "round__movement__plan__unit",
        "meeting__council",
        "follows__register",
    )
    return get_object_or_404(seen, pk=pk)


@require_GET
def decision(request: Request, pk: int) -> HttpResponse:
    """One decision: its list with bonus and places, its papers, what may be done now."""
    return show(request, found(request, pk))


def show(request: Request, decision: Decision, refusal: str = "", **typed: Any) -> HttpResponse:
    """Draw the decision's page; ``typed`` are forms that came back with faults."""
    actor, today = request.actor, clock.today()
    lines = deciding.lines_of(decision)
    standing = deciding.standing_of(decision)
    told = _told(decision, lines, today)
    signed = decision.state == DecisionState.SIGNED
    context = {
        "decision": decision,
        "rows": _rows(decision, lines, standing, told),
        "rooms": deciding.rooms_of(decision, lines, decision.signed_on or today),
        "following": decision.followers.exclude(state=DecisionState.DROPPED).select_related("register").order_by("pk"),
        "runs": decision.print_runs.select_related("file", "stock").order_by("-made_at", "-pk")[:5],
        "may_prepare": rules.why_not_prepare(actor, decision.unit.path) is None,
        "may_sign": decision.is_open and rules.why_not_sign(actor, decision.unit.path) is None,
        "may_print": signed
        and decision.kind in deciding.GIVING
        and not printing.why_not_print(actor, decision.unit.path),
        "is_draft": decision.is_open,
        "findings": findings.of_decision(decision, lines, told.values(), decision.signed_on or today),
        "sees_money": any(actor.covers(role, decision.unit.path) for role in deciding.READERS),
        **_forms(decision, standing, today),
        **typed,
    }
    return page(request, "awards/decision.html", context, refusal=refusal)


def _told(decision: Decision, lines: list[DecisionLine], today: date) -> dict[int, Told]:
    if decision.signed_on:
        return {line.pk: (line.bonus, line.bonus_steps) for line in lines}
    return bonuses.forecast(decision.unit, lines, today)


def _rows(
    decision: Decision, lines: list[DecisionLine], standing: set[int], told: dict[int, Told]
) -> list[dict[str, Any]]:
    printed = certificates.of_decision(decision)
    return [
        {
            "line": line,
            "bonus": told[line.pk][0],
            "steps": told[line.pk][1],
            "certificate": printed.get(line.pk),
            "is_revoked": bool(decision.signed_on) and not line.takes_back and line.pk not in standing,
        }
        for line in lines
    ]


def _forms(decision: Decision, standing: set[int], today: date) -> dict[str, Any]:
    name, title = signer_of(decision.unit, today)
    symbol = wording.symbol_of(decision.unit.name, decision.kind)
    first = {"symbol": symbol, "signed_on": today, "signer": name, "signer_title": title}
    return {
        "merit_form": forms.MeritForm(initial={"merit": decision.merit}),
        "sign_form": forms.SignForm(initial=first),
        "base_form": forms.BaseForm(auto_id="id_base_%s"),
        "follow_form": forms.FollowForm(decision=decision, standing=standing, auto_id="id_follow_%s"),
        "print_form": forms.PrintForm(
            forms_given=papers.forms_of(decision), stocks=certificates.stocks_of(decision.unit), auto_id="id_print_%s"
        ),
        "total_words": "Tờ trình" if decision.kind == DecisionKind.PROPOSE else "Quyết định",
    }


@require_GET
def paper(request: Request, pk: int) -> HttpResponse:
    """The paper in official layout, a draft until it is signed."""
    decision = found(request, pk)
    content = word.docx_of(papers.paper_of(decision))
    name = f"{slug(str(decision))}-{decision.pk}.docx"
    return HttpResponse(
        content, content_type=DOCX, headers={"Content-Disposition": content_disposition_header(True, name) or ""}
    )


@require_GET
def signed_file(request: Request, pk: int) -> FileResponse:
    """The file that was entered as signed, byte for byte."""
    decision = found(request, pk)
    if decision.signed_file is None:
        raise Http404
    return handed_out(decision.signed_file)
