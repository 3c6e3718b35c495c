"""“Khen thưởng của tôi”: what a person was put forward for and has received."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from thidua.awards.queries import own as queries
from thidua.web.http import Request, page


@require_GET
def own(request: Request) -> HttpResponse:
    """Results with their reasons, certificates with their codes, bonuses and what has to come back."""
    person_id = request.actor.person_id
    if person_id is None:
        raise Http404
    context = {
        "received": queries.received(person_id),
        "results": queries.results(person_id),
        "others": queries.others(person_id),
    }
    return page(request, "awards/own.html", context)
