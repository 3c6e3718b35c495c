"""The journal as people read it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.http import urlencode

from thidua.base.refusal import Refused
from thidua.org import queries, rules
from thidua.web.http import Request, page
from thidua.web.org.verbs import verb_name


def entries(request: Request) -> HttpResponse:
    """Who did what, newest first; for administrators of the whole house."""
    if reason := rules.why_not_read_journal(request.actor):
        raise Refused(reason)
    text = request.GET.get("q", "")
    listed = Paginator(queries.journal_lines(text), 100).get_page(request.GET.get("trang"))
    rows = [(line, verb_name(line.verb)) for line in listed]
    query = urlencode({"q": text}) + "&"
    return page(request, "org/journal.html", {"page": listed, "rows": rows, "q": text, "query": query})
