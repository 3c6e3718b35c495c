"""Plans: take one in, compare it with its text, correct, settle, issue."""

import json
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.base.refusal import Refused
from thidua.base.text import slug
from thidua.movements import actions, queries, rules
from thidua.movements.kinds import PlanState
from thidua.movements.models import Plan
from thidua.movements.plan_paper import plan_docx
from thidua.movements.rules import edits
from thidua.movements.rules.fields import split
from thidua.movements.rules.findings import keyed
from thidua.org import files
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.plans import reader, source
from thidua.web import clock, uploads
from thidua.web.http import Request, asked, page
from thidua.web.movements.draft_view import groups_of, item_of
from thidua.web.movements.forms import IssueForm, ItemForm, UploadForm
from thidua.web.movements.marking import marked, spans_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def office_unit(actor: Actor) -> Unit:
    """Give the unit a person keeps the standing office of; Refused when there is none."""
    own = [grant.unit_id for grant in actor.grants if grant.role == Role.OFFICE]
    chosen = [actor.unit_id] if actor.unit_id in own else sorted(own)
    unit = Unit.objects.filter(pk__in=chosen).order_by("path").first()
    if unit is None:
        raise Refused("Chỉ cán bộ thường trực thi đua, khen thưởng được tải kế hoạch lên.")
    return unit


def upload(request: Request) -> HttpResponse:
    """Read a plan's file or text and go to its confirmation page."""
    unit = office_unit(request.actor)
    form = UploadForm(request.POST or None, request.FILES or None)
    context = {"form": form, "unit": unit}
    too_large = uploads.TOO_LARGE in request.META
    if request.method != "POST" or not (form.is_valid() or too_large):
        return page(request, "movements/upload.html", context, status=422 if form.errors else 200)
    try:
        given = form.cleaned_data if form.is_valid() else {}
        plan = _take_in(request, unit, given)
    except Refused as refused:
        return page(request, "movements/upload.html", context, refusal=str(refused))
    return redirect(plan)


def _take_in(request: Request, unit: Unit, given: dict[str, Any]) -> Plan:
    """Read, keep the file, keep the draft."""
    now = clock.now()
    upload = uploads.given(request, "file") if given.get("file") or not given.get("text") else None
    name, content = (upload.name or "tep", upload.read()) if upload else ("van-ban.txt", given["text"].encode())
    read = source.load(name, content)
    draft = reader.read(read)
    kept = files.keep(name, content, by=request.actor, at=now, media_type="application/octet-stream")
    parent = queries.plans_visible_to(request.actor).filter(pk=asked(request, "theo")).first()
    amended = queries.visible_to(request.actor).filter(plan__pk=asked(request, "sua-doi")).first()
    if amended is not None:
        return actions.begin_amendment(amended, name, read, draft, by=request.actor, at=now, file=kept)
    return actions.take_in(
        unit,
        name,
        read,
        draft,
        by=request.actor,
        at=now,
        file=kept,
        parent=parent,
        is_outside=given.get("is_outside", False),
    )


def _plan(request: Request, pk: int) -> Plan:
    return get_object_or_404(queries.plans_visible_to(request.actor), pk=pk)


def plan(request: Request, pk: int) -> HttpResponse:
    """Show the text beside what was read out of it."""
    return _show(request, _plan(request, pk), opened=request.GET.get("sua", ""))


def _show(
    request: Request, plan: Plan, *, opened: str = "", issue_form: IssueForm | None = None, refusal: str = ""
) -> HttpResponse:
    findings = keyed(plan.draft["findings"], plan.settled)
    if plan.state == PlanState.ISSUED:
        findings = [each for each in findings if not each.is_answered_by_issuing]
    may_edit = plan.state == PlanState.READ and not rules.why_not_office(request.actor, plan.unit.path)
    context = {
        "plan": plan,
        "groups": groups_of(plan),
        "text": marked(plan.text, spans_of(plan.draft, len(plan.text))),
        "findings": findings,
        "blocking": sum(each.blocks for each in findings),
        "may_edit": may_edit,
        "opened": opened if may_edit else "",
        "form": _form(plan, opened) if opened and may_edit else None,
        "issue_form": issue_form or IssueForm(document=plan.draft["document"]),
        "movement": getattr(plan, "movement", None),
        "parents": list(_parents(request, plan)[:50]) if may_edit else [],
    }
    return page(request, "movements/plan.html", context, refusal=refusal)


def _form(plan: Plan, address: str, data: Any = None) -> ItemForm:
    try:
        return ItemForm(address, edits.item_at(plan.draft, address), data)
    except ValueError:
        raise Refused("Địa chỉ này không chỉ mục nào của kế hoạch. Hãy tải lại trang.") from None


def item(request: Request, pk: int, address: str) -> HttpResponse:
    """One item of the draft, closed or open; saving answers with a part for htmx, else goes back to its place."""
    plan = _plan(request, pk)
    if request.method == "POST":
        return _save(request, plan, address)
    if not request.htmx:
        return _show(request, plan, opened=address)
    opened = request.GET.get("mo") == "1"
    return _part(request, plan, address, form=_form(plan, address) if opened else None)


def _save(request: Request, plan: Plan, address: str) -> HttpResponse:
    form = _form(plan, address, request.POST)
    if not form.is_valid():
        return _part(request, plan, address, form=form, status=422)
    values = dict(form.cleaned_data)
    try:
        quote = values.pop("quote", "")
        item = edits.item_at(plan.draft, address)
        source = None
        if quote and quote.split() != ((item.get("source") or {}).get("quote") or "").split():
            source = edits.find_source(plan.text, quote)
        draft = edits.corrected(plan.draft, address, values, source)
        actions.correct(plan, draft, seen=_seen(request), by=request.actor, at=clock.now(), what=address)
    except Refused as refused:
        return _part(request, plan, address, form=form, refusal=str(refused))
    if request.POST.get("autosave"):
        return _with_version(HttpResponse(f"Đã lưu lúc {clock.now():%H:%M:%S}"), plan)
    if not request.htmx:
        return redirect(f"{plan.get_absolute_url()}#muc-{address}")
    return _part(request, plan, address)


def _seen(request: Request) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdigit() else -1


def _part(
    request: Request,
    plan: Plan,
    address: str,
    *,
    form: ItemForm | None = None,
    refusal: str = "",
    status: int | None = None,
) -> HttpResponse:
    """Answer with one item; without htmx with the whole page, the form open and nothing typed lost."""
    if not request.htmx:
        response = _show(request, plan, opened=address, refusal=refusal)
        if form is not None and form.is_bound:
            context = {"plan": plan, "item": item_of(plan.draft, address), "form": form}
            return page(request, "movements/item_page.html", context, refusal=refusal, status=422)
        return response
    if refusal and request.POST.get("autosave"):
        return _with_version(HttpResponse(refusal, status=422), plan)
    context = {"plan": plan, "item": item_of(plan.draft, address), "form": form, "may_edit": True}
    return _with_version(page(request, "movements/item.html", context, refusal=refusal, status=status), plan)


def _with_version(response: HttpResponse, plan: Plan) -> HttpResponse:
    """Tell the page's other forms which version they now stand on."""
    if response.status_code < 400:
        response.headers["HX-Trigger"] = json.dumps({"plan-version": {"version": plan.version}})
    return response


@require_POST
def remove(request: Request, pk: int, address: str) -> HttpResponse:
    """Take an item out."""
    plan = _plan(request, pk)
    try:
        section, _ = split(address)
        draft = edits.removed(plan.draft, address)
    except ValueError:
        raise Http404 from None
    actions.correct(plan, draft, seen=_seen(request), by=request.actor, at=clock.now(), what=f"bỏ {address}")
    return redirect(f"{plan.get_absolute_url()}#nhom-{section.group}")


@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    """Make an item from words of the text and open it."""
    plan = _plan(request, pk)
    key, quote, start = (request.POST.get(name, "") for name in ("section", "quote", "start"))
    try:
        source = edits.find_source(plan.text, quote, int(start) if start.isdigit() else None)
        draft, address = edits.added(plan.draft, key, source)
    except ValueError:
        raise Refused("Hãy chọn loại mục cần thêm.") from None
    actions.correct(plan, draft, seen=_seen(request), by=request.actor, at=clock.now(), what=f"thêm {address}")
    return redirect(f"{plan.get_absolute_url()}?sua={address}#muc-{address}")


@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    """Accept a whole group, or take that back."""
    plan = _plan(request, pk)
    group = request.POST.get("group", "")
    actions.accept(plan, group, accepted=request.POST.get("accepted") == "1", by=request.actor, at=clock.now())
    return redirect(f"{plan.get_absolute_url()}#nhom-{group}")


@require_POST
def choose_parent(request: Request, pk: int) -> HttpResponse:
    """Say which issued plan this one carries out; the check against it follows at once."""
    plan = _plan(request, pk)
    wanted = request.POST.get("parent", "")
    parent = _parents(request, plan).filter(pk=wanted).first() if wanted.isdigit() else None
    actions.choose_parent(plan, parent, by=request.actor, at=clock.now())
    return redirect(f"{plan.get_absolute_url()}#diem")


def _parents(request: Request, plan: Plan) -> QuerySet[Plan]:
    """Issued plans this one may carry out: of units above, or kept here to refer to."""
    issued = queries.plans_visible_to(request.actor).filter(state=PlanState.ISSUED)
    return issued.exclude(pk=plan.pk).order_by("-issued_on", "pk")


@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    """Settle a finding with a reason."""
    plan = _plan(request, pk)
    key, reason = request.POST.get("key", ""), request.POST.get("reason", "")
    actions.settle(plan, key, reason, by=request.actor, at=clock.now())
    return redirect(f"{plan.get_absolute_url()}#diem")


@require_POST
def issue(request: Request, pk: int) -> HttpResponse:
    """Issue the plan as signed and found its movement."""
    plan = _plan(request, pk)
    form = IssueForm(request.POST, request.FILES, document=plan.draft["document"])
    if not form.is_valid():
        return _show(request, plan, issue_form=form, refusal="Chưa ban hành: hãy sửa các ô báo lỗi ở cuối trang.")
    given, now = form.cleaned_data, clock.now()
    upload = given.pop("signed_file")
    try:
        actions.foresee(plan, number=given["number"], issued_on=given["issued_on"], by=request.actor, at=now)
        signed = uploads.kept(upload, by=request.actor, at=now) if upload else None
        landed = actions.issue_and_found(plan, **given, signed_file=signed, by=request.actor, at=now)
    except Refused as refused:
        return _show(request, plan, issue_form=form, refusal=str(refused))
    messages.success(request, f"Đã ban hành kế hoạch số {given['number']}.")
    return redirect(landed or plan)


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Put a draft away."""
    plan = actions.drop(_plan(request, pk), by=request.actor, at=clock.now())
    messages.success(request, f"Đã bỏ bản đọc “{plan}”.")
    return redirect(reverse("movements:list"))


def example(request: Request, pk: int) -> HttpResponse:
    """Give text, reading and corrections as a file to improve the reader with."""
    plan = _plan(request, pk)
    said = {
        "schema": 1,
        "name": plan.name,
        "sha256": plan.file.sha256 if plan.file else None,
        "text": plan.text,
        "read": plan.read_draft,
        "corrected": plan.draft,
        "settled": plan.settled,
    }
    response = JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="{slug(plan.name)}.vi-du.json"'
    return response


def docx(request: Request, pk: int) -> HttpResponse:
    """Print the draft as a plan in the layout of Decree 30/2020/NĐ-CP."""
    plan = _plan(request, pk)
    response = HttpResponse(plan_docx(plan.draft), content_type=DOCX)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug(plan.name)}.docx"'
    return response
