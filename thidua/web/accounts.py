"""The first administrator, invitations, forgotten and changed passwords."""

import logging
import smtplib
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from thidua.org import levels, rules
from thidua.org.actions import accounts
from thidua.org.actions.people import PersonFacts
from thidua.org.actions.units import UnitFacts
from thidua.org.models import Account, Invitation, Level
from thidua.web import clock
from thidua.web.asking import ask
from thidua.web.http import Request, page

log = logging.getLogger("thidua.web")
BACKEND = "django.contrib.auth.backends.ModelBackend"


def _words(label: str, need: str, **attrs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=250, error_messages={"required": need}, widget=forms.TextInput(attrs=attrs)
    )


def _new_password(label: str = "Mật khẩu mới") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text="Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Hãy nhập mật khẩu."},
    )


class TwiceForm(forms.Form):
    """A new password, typed twice."""

    password = _new_password()
    again = forms.CharField(
        label="Nhập lại mật khẩu",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Hãy nhập lại mật khẩu."},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", "Hai lần nhập mật khẩu không giống nhau.")
        return said


class BeginForm(TwiceForm):
    """The first office and its administrator."""

    office = _words("Tên cơ quan", "Hãy nhập tên cơ quan.", autofocus=True)
    level = forms.ModelChoiceField(
        label="Cấp",
        queryset=Level.objects.none(),
        empty_label="Hãy chọn cấp",
        error_messages={"required": "Hãy chọn cấp của cơ quan."},
    )
    name = _words("Họ và tên người quản trị", "Hãy nhập họ và tên.", autocomplete="name")
    email = forms.EmailField(
        label="Thư điện tử", required=False, error_messages={"invalid": "Địa chỉ thư điện tử không đúng."}
    )
    username = _words("Tên đăng nhập", "Hãy nhập tên đăng nhập.", autocomplete="username")
    field_order = ["office", "level", "name", "email", "username", "password", "again"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["level"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = Level.objects.filter(until_on=None).order_by("rank", "pk")


def begin(request: HttpRequest) -> HttpResponse:
    """The first page of an empty house; closed for good once there is an account."""
    if Account.objects.exists():
        return redirect("sign-in")
    levels.ensure_levels()

    def act(said: dict[str, Any]) -> HttpResponse:
        office = UnitFacts(said["office"], said["level"])
        admin = PersonFacts(said["name"], email=said["email"])
        account = accounts.begin(office, admin, said["username"], said["password"], at=clock.now())
        login(request, account, backend=BACKEND)
        messages.success(request, "Đã tạo cơ quan và người quản trị. Hãy thêm đơn vị và người.")
        return redirect("org:home")

    intro = "Hệ thống chưa có gì. Hãy khai cơ quan và người quản trị đầu tiên; những việc khác làm sau."
    return ask(request, BeginForm(request.POST or None), act, title="Bắt đầu dùng", button="Tạo", intro=intro)


def accept(request: HttpRequest, key: str) -> HttpResponse:
    """Set the password by an invitation or a reset link."""
    invitation = Invitation.objects.filter(key_hash=accounts.hash_of(key)).select_related("person").first()
    if reason := rules.why_not_accept(invitation, clock.now()):
        return page(request, "home/link.html", {}, refusal=reason)

    def act(said: dict[str, Any]) -> HttpResponse:
        address = request.META.get("REMOTE_ADDR", "")
        account = accounts.accept(key, said["password"], at=clock.now(), address=address)
        login(request, account, backend=BACKEND)
        messages.success(request, "Đã đặt mật khẩu. Lần sau hãy đăng nhập bằng mật khẩu này.")
        return redirect("home")

    intro = f"{invitation.person.name} – tên đăng nhập: {invitation.username}" if invitation else ""
    form = TwiceForm(request.POST or None)
    return ask(request, form, act, title="Đặt mật khẩu", button="Đặt mật khẩu", intro=intro)


class WhoForm(forms.Form):
    """Whose password was forgotten."""

    who = _words("Tên đăng nhập hoặc thư điện tử", "Hãy nhập tên đăng nhập hoặc thư điện tử.", autofocus=True)


def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link; the answer does not tell whether there is such an account."""

    def act(said: dict[str, Any]) -> HttpResponse:
        sent = accounts.ask_reset(said["who"], at=clock.now(), address=request.META.get("REMOTE_ADDR", ""))
        if sent:
            mail_link(sent, "Đặt lại mật khẩu thidua", "2 giờ")
        return page(request, "home/link.html", {"sent": True})

    intro = "Nếu tài khoản có địa chỉ thư, một liên kết đặt lại mật khẩu sẽ được gửi tới đó."
    form = WhoForm(request.POST or None)
    return ask(request, form, act, title="Quên mật khẩu", button="Gửi liên kết", intro=intro, back=reverse("sign-in"))


class ChangeForm(TwiceForm):
    """One's own password: the old one, the new one twice."""

    old = forms.CharField(
        label="Mật khẩu đang dùng",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
        error_messages={"required": "Hãy nhập mật khẩu đang dùng."},
    )
    field_order = ["old", "password", "again"]


def change(request: Request) -> HttpResponse:
    """Change one's own password; other sessions of the account end."""
    account = get_object_or_404(Account, person=request.actor.person_id)

    def act(said: dict[str, Any]) -> HttpResponse:
        changed = accounts.change_password(account, said["old"], said["password"], by=request.actor, at=clock.now())
        update_session_auth_hash(request, changed)
        messages.success(request, "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.")
        return redirect("home")

    form = ChangeForm(request.POST or None)
    return ask(request, form, act, title="Đổi mật khẩu", button="Đổi mật khẩu", back="/")


def link_of(key: str) -> str:
    """Give the whole address of an invitation."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('invitation', args=[key])}"


def mail_link(sent: accounts.Sent, subject: str, lasts: str) -> bool:
    """Mail a link to its person; say whether the mail went out."""
    person = sent.invitation.person
    if not person.email:
        return False
    text = (
        f"Kính gửi {person.name},\n\nHãy mở liên kết sau để đặt mật khẩu (tên đăng nhập: {sent.invitation.username}). "
        f"Liên kết dùng một lần, trong {lasts}:\n\n{link_of(sent.key)}\n\nNếu bạn không yêu cầu, hãy bỏ qua thư này.\n"
    )
    try:
        send_mail(subject, text, None, [person.email])
    except (OSError, smtplib.SMTPException):
        log.exception("a mail could not be sent")
        return False
    return True
