"""Signing in and out."""

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from thidua.web.http import page


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label="Tên đăng nhập",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
        error_messages={"required": "Hãy nhập tên đăng nhập."},
    )
    password = forms.CharField(
        label="Mật khẩu",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Hãy nhập mật khẩu."},
    )


def sign_in(request: HttpRequest) -> HttpResponse:
    """Let a person in; the sentence for a wrong name and a wrong password is the same."""
    form = SignInForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        account = authenticate(request, **form.cleaned_data)
        if account is not None:
            login(request, account)
            return redirect(_next(request))
        refusal = "Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại; sau 5 lần sai, tài khoản bị khóa 15 phút."
        if getattr(request, "axes_locked_out", False):
            refusal = "Tài khoản tạm khóa vì sai mật khẩu nhiều lần. Hãy thử lại sau 15 phút hoặc hỏi người quản trị."
    return page(request, "home/sign_in.html", {"form": form, "next": _next(request)}, refusal=refusal)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if safe else "/"
