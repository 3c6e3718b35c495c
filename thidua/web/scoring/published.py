"""Published results as they were published, each total walked back to its lines."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from thidua.scoring import queries, queries_walk, rules
from thidua.scoring.models import Publication
from thidua.scoring.queries_walk import Step
from thidua.web.http import Request, page


@require_GET
def publication(request: Request, pk: int) -> HttpResponse:
    """The results of one publication, cluster by cluster, under their decision."""
    rows = Publication.objects.filter(index_set__in=queries.sets_for(request.actor).order_by().values("pk"))
    shown = get_object_or_404(rows.select_related("index_set__unit", "document", "published_by"), pk=pk)
    results = shown.results.select_related("cluster").order_by("cluster__name", "cluster_id", "rank", "unit_name", "pk")
    places = shown.index_set.places
    context = {
        "publication": shown,
        "set": shown.index_set,
        "results": [(one, rules.shown(one.points, places), rules.shown(one.percent)) for one in results],
        "turns": queries_walk.publications_of(shown.index_set),
        "clustered": any(one.cluster_id for one in results),
    }
    return page(request, "scoring/publication.html", context)


@require_GET
def published(request: Request, pk: int) -> HttpResponse:
    """One unit's published total, its fields and criteria as they stood that day."""
    result = get_object_or_404(queries_walk.results_for(request.actor), pk=pk)
    walk = queries_walk.walk_of(result)
    index_set = result.publication.index_set
    context = {
        "walk": walk,
        "result": result,
        "publication": result.publication,
        "set": index_set,
        "steps": [_shown(one, index_set.places) for one in walk.steps],
        "points": rules.shown(result.points, index_set.places),
        "percent": rules.shown(result.percent),
        "may_open": queries.visible_to(request.actor).filter(pk=walk.sheet.pk).exists(),
    }
    return page(request, "scoring/published.html", context)


def _shown(step: Step, places: int) -> dict[str, object]:
    return {
        "step": step,
        "points": "" if step.points is None else rules.shown(step.points, places),
        "maximum": rules.shown(step.maximum, places) if step.maximum else "",
        "bar": round(step.points * 100 / step.maximum) if step.points and step.maximum else 0,
    }
