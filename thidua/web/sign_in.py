"""Signing in and out."""

from typing import Any

from axes.models import AccessAttempt
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from thidua.org.models import Account
from thidua.web.http import page

LOCKED = "Tài khoản tạm khóa vì sai mật khẩu nhiều lần. Hãy thử lại sau 15 phút hoặc hỏi người quản trị."


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
    if not Account.objects.exists():
        return redirect("begin")
    form = SignInForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        username = form.cleaned_data["username"].strip().lower()
        account = authenticate(request, username=username, password=form.cleaned_data["password"])
        if account is not None:
            login(request, account)
            return redirect(_next(request))
        refusal = "Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại; sau 5 lần sai, tài khoản bị khóa 15 phút."
        if getattr(request, "axes_locked_out", False):
            refusal = LOCKED
    return page(request, "home/sign_in.html", {"form": form, "next": _next(request)}, refusal=refusal)


def locked(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
    """Answer an account that is locked for a while; named in the settings for django-axes."""
    form = SignInForm(initial={"username": request.POST.get("username", "")})
    return page(request, "home/sign_in.html", {"form": form, "next": _next(request)}, refusal=LOCKED, status=429)


def is_locked(username: str) -> bool:
    """Say whether somebody mistyped this name's password so often that it is locked."""
    often = AccessAttempt.objects.filter(username=username, failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    return bool(often.exists())


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if safe else "/"
