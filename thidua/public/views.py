"""Pages for everyone: the check of a certificate, published decisions."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from thidua.awards import queries_public as queries
from thidua.awards.rules import codes
from thidua.public import patience

UNKNOWN = (
    "Không có bằng, giấy khen nào mang mã này. Hãy so lại từng ký tự với mã in dưới mã QR; "
    "nếu vẫn không có, hãy hỏi cơ quan ghi trên giấy."
)
TOO_MANY = "Đã nhập sai mã nhiều lần từ máy này. Hãy đợi mười phút rồi thử lại."


class SearchForm(forms.Form):
    """The search of published decisions."""

    tim = forms.CharField(label="Tên tập thể, cơ quan hoặc số quyết định", required=False, max_length=100)
    nam = forms.IntegerField(label="Năm", required=False, min_value=1990, max_value=2100)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What is open to everyone."""
    return render(request, "public/home.html", {"newest": queries.decisions()[:5]})


@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a code; a typed one goes to its own address, the one the QR code leads to."""
    typed = request.GET.get("ma", "").strip()
    if typed:
        return redirect("public:checked", code=codes.shown(codes.clean(typed)) or "-")
    return render(request, "public/check.html", {"typed": ""})


@require_GET
def checked(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm a certificate by its code, or say in one sentence that there is none."""
    asker = request.META.get("REMOTE_ADDR", "")
    if patience.is_over(asker):
        return render(request, "public/check.html", {"typed": code, "refusal": TOO_MANY}, status=429)
    found = queries.confirm(code)
    if found is None:
        patience.count_wrong(asker)
        said = codes.why_not_code(codes.clean(code)) or UNKNOWN
        return render(request, "public/check.html", {"typed": code, "refusal": said}, status=404)
    return render(request, "public/check.html", {"typed": found.code, "found": found})


@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """Published decisions, newest first."""
    form = SearchForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.decisions(wanted.get("tim", ""), wanted.get("nam"))
    kept = [(name, str(value)) for name, value in request.GET.items() if name != "trang" and value]
    context = {
        "page": Paginator(found, 50).get_page(request.GET.get("trang")),
        "form": form,
        "query": f"{urlencode(kept)}&" if kept else "",
    }
    return render(request, "public/decisions.html", context)


@require_GET
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One published decision and whom it praises."""
    found = get_object_or_404(queries.decisions(), pk=pk)
    return render(request, "public/decision.html", {"decision": found, "praised": queries.praised(found)})


@require_GET
def stories(request: HttpRequest) -> HttpResponse:
    """Published good examples."""
    page = Paginator(queries.stories(), 24).get_page(request.GET.get("trang"))
    return render(request, "public/stories.html", {"page": page})


@require_GET
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """One good example and who took it over."""
    found = get_object_or_404(queries.stories(), pk=pk)
    return render(request, "public/story.html", {"story": found, "replications": queries.replications(found)})
