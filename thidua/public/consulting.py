"""Lists open for comment: anybody may read them and say something."""

from datetime import datetime

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.dossiers import actions_public, queries_public
from thidua.public import patience

TOO_MANY = "Máy này đã gửi nhiều ý kiến liên tiếp. Xin đợi mười phút rồi gửi tiếp."


class CommentForm(forms.Form):
    """What is said about whom; name and contact are free."""

    dossier = forms.TypedChoiceField(label="Về", required=False, coerce=int, empty_value=None)
    text = forms.CharField(
        label="Ý kiến",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=actions_public.LONGEST,
        error_messages={"required": "Xin ghi ý kiến."},
    )
    name = forms.CharField(label="Họ và tên", max_length=120, required=False)
    contact = forms.CharField(label="Điện thoại hoặc thư điện tử", max_length=120, required=False)

    def __init__(self, *args: object, asked: queries_public.Asked, **given: object) -> None:
        super().__init__(*args, **given)  # type: ignore[arg-type]
        choices = [("", "Cả danh sách"), *((one.key, f"{one.name} ({one.unit})") for one in asked.candidates)]
        self.fields["dossier"].choices = choices  # type: ignore[attr-defined]


def _at(request: HttpRequest) -> datetime:
    """When the request came in, as the signed-in door's middleware marked it."""
    at: datetime = request.at  # type: ignore[attr-defined]
    return at


@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """Every list open today."""
    return render(
        request, "public/lists.html", {"lists": queries_public.open_lists(_at(request).astimezone(ZONE).date())}
    )


def one(request: HttpRequest, key: int) -> HttpResponse:
    """One list, and the form to comment on it."""
    asked = queries_public.open_list(key, _at(request).astimezone(ZONE).date())
    if asked is None:
        raise Http404
    form = CommentForm(request.POST or None, asked=asked)
    context = {"asked": asked, "form": form, "refusal": "", "done": False}
    if request.method == "POST" and form.is_valid():
        try:
            _comment(request, key, form)
            context |= {"done": True, "form": CommentForm(asked=asked)}
        except Refused as refused:
            context["refusal"] = str(refused)
    return render(request, "public/list.html", context, status=422 if context["refusal"] or form.errors else 200)


def _comment(request: HttpRequest, key: int, form: CommentForm) -> None:
    asker = f"comment-{request.META.get('REMOTE_ADDR', '')}"
    if patience.is_over(asker):
        raise Refused(TOO_MANY)
    actions_public.comment(key, **form.cleaned_data, at=_at(request))
    patience.count_wrong(asker)
