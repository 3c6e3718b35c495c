"""How verifiers differ from each other, and where the office wants it, one scale beside the raw one."""

from fractions import Fraction

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.org.kinds import Role
from thidua.scoring import actions_sets, queries_raters, raters, rules
from thidua.scoring.models import IndexSet
from thidua.scoring.raters import Given, Manner
from thidua.web.clock import now
from thidua.web.http import Request, page
from thidua.web.scoring.editing import set_of


def _set(request: Request, pk: int) -> IndexSet:
    """The set, for its office and its verifiers only."""
    shown = set_of(request, pk)
    path = shown.office_path
    if path is None or not any(request.actor.covers(role, path) for role in (Role.OFFICE, Role.VERIFIER)):
        raise Http404
    return shown


@require_GET
def differences(request: Request, pk: int) -> HttpResponse:
    """Each verifier's mean, spread and cuts beside those of all."""
    return _page(request, _set(request, pk))


def _page(request: Request, shown: IndexSet, refusal: str = "") -> HttpResponse:
    given = queries_raters.given_in(shown)
    people, units = queries_raters.names_of(given)
    overall = raters.mean([one.share for one in given]) if given else None
    context = {
        "set": shown,
        "rows": [_told(one, people[one.rater], overall) for one in raters.manners(given)],
        "overall": _percent(overall),
        "least": raters.LEAST,
        "units": _levelled(given, units) if shown.shows_normalised else [],
        "may_board": rules.why_not_board(request.actor, shown.office_path or "") is None,
    }
    return page(request, "scoring/raters.html", context, refusal=refusal)


def _told(one: Manner, name: str, overall: Fraction | None) -> dict[str, object]:
    return {
        "name": name,
        "manner": one,
        "mean": _percent(one.mean),
        "apart": "" if overall is None else _signed(one.mean - overall),
        "spread": f"{rules.shown(one.spread * 100)} %",
        "cut": _signed(-one.cut) if one.cut is not None else "",
    }


def _levelled(given: list[Given], units: dict[int, str]) -> list[dict[str, str]]:
    told = []
    for one in sorted(raters.levelled(given), key=lambda row: (-row.raw, units[row.unit])):
        said = _percent(one.normalised) if one.normalised is not None else "không so được"
        apart = _signed(one.normalised - one.raw) if one.normalised is not None else ""
        told.append({"unit": units[one.unit], "raw": _percent(one.raw), "normalised": said, "apart": apart})
    return told


def _percent(share: Fraction | None) -> str:
    return "" if share is None else f"{rules.shown(share * 100)} %"


def _signed(share: Fraction) -> str:
    """Percent points up or down."""
    said = rules.shown(share * 100)
    return said if said.startswith("-") else f"+{said}"


@require_POST
def normalise(request: Request, pk: int) -> HttpResponse:
    """Show the normalised shares, or hide them again."""
    shown = _set(request, pk)
    try:
        actions_sets.show_normalised(shown, request.POST.get("wanted") == "1", by=request.actor, at=now())
    except Refused as refused:
        return _page(request, shown, str(refused))
    return redirect("scoring:raters", pk=shown.pk)
