"""A survey answered by a code, without signing in: one person, one answer, no name."""

from datetime import date, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.public import patience
from thidua.scoring import actions_public, queries_public, survey_rules

TOO_MANY = "Máy này đã nhập sai mã nhiều lần. Xin đợi mười phút rồi nhập lại."
PAGE = "public/survey.html"


class AnswerForm(forms.Form):
    """One of five words for each question."""

    def __init__(self, *args: object, asked: queries_public.Asked, **given: object) -> None:
        super().__init__(*args, **given)  # type: ignore[arg-type]
        for place, (key, text) in enumerate(asked.questions, 1):
            self.fields[f"q{key}"] = forms.TypedChoiceField(
                label=f"{place}. {text}",
                choices=queries_public.ANSWERS,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": "Hãy chọn một mức."},
            )

    def scores(self) -> dict[int, int]:
        """What was chosen, by question."""
        return {int(name.removeprefix("q")): value for name, value in self.cleaned_data.items()}


def _at(request: HttpRequest) -> datetime:
    at: datetime = request.at  # type: ignore[attr-defined]
    return at


def _day(request: HttpRequest) -> date:
    return _at(request).astimezone(ZONE).date()


def survey(request: HttpRequest) -> HttpResponse:
    """Ask for a code, then the questions; take one answer for each code."""
    typed = request.POST.get("ma", request.GET.get("ma", "")).strip()
    if not typed:
        return render(request, PAGE, {"typed": ""})
    asker = f"survey-{request.META.get('REMOTE_ADDR', '')}"
    if patience.is_over(asker):
        return render(request, PAGE, {"typed": typed, "refusal": TOO_MANY}, status=429)
    asked = queries_public.asked_by(typed, _day(request))
    if asked is None:
        patience.count_wrong(asker)
        return render(request, PAGE, {"typed": typed, "refusal": survey_rules.UNKNOWN}, status=404)
    if asked.why_not:
        return render(request, PAGE, {"typed": "", "refusal": asked.why_not}, status=422)
    return _answer(request, asked)


def _answer(request: HttpRequest, asked: queries_public.Asked) -> HttpResponse:
    form, refusal = AnswerForm(request.POST if request.method == "POST" else None, asked=asked), ""
    if form.is_valid():
        try:
            actions_public.answer(asked.code, form.scores(), at=_at(request))
        except Refused as refused:
            refusal = str(refused)
        else:
            return render(request, PAGE, {"typed": "", "done": asked})
    status = 422 if refusal or form.errors else 200
    return render(request, PAGE, {"asked": asked, "form": form, "refusal": refusal}, status=status)
