"""Certificates: enter awards in the book, print them, issue one again."""

import secrets
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from thidua.awards import papers
from thidua.awards.actions.deciding import refuse_if
from thidua.awards.actions.numbers import BOOK, locked
from thidua.awards.models import Certificate, Decision, DecisionLine, PrintRun, Stock
from thidua.awards.queries import certificates, deciding
from thidua.awards.rules import codes
from thidua.awards.rules import printing as rules
from thidua.base.refusal import Refused
from thidua.base.text import slug, squeeze
from thidua.documents.certificates import batch
from thidua.jobs import actions as jobs
from thidua.jobs.models import Job
from thidua.org import files, journal
from thidua.org.actor import Actor
from thidua.org.models import StoredFile

Progress = Callable[[int, int], None]


@transaction.atomic
def certify(decision: Decision, *, by: Actor, at: datetime) -> list[Certificate]:
    """Enter every standing line in the book of awards, each once, with its number and check code. Safe to repeat."""
    refuse_if(rules.why_not_print(by, decision.unit.path) or rules.why_not_certify(decision.state, decision.kind))
    book = locked(decision.unit, _year(decision), BOOK)
    entered = set(Certificate.objects.filter(line__decision=decision).values_list("line_id", flat=True))
    standing = deciding.standing_of(decision) - entered
    if not standing:
        return []
    rows = decision.lines.order_by("takes_back", "position", "pk")  # bare: thousands are entered while somebody waits
    lines = [line for line in rows if line.pk in standing]
    made = [
        Certificate(
            line=line, code=code, book_number=book.last_number + place, book_unit=decision.unit,
            book_year=book.year, issued_at=at, issued_by_id=by.person_id,
        )
        for place, (line, code) in enumerate(zip(lines, _new_codes(len(lines)), strict=True), 1)
    ]  # fmt: skip
    Certificate.objects.bulk_create(made, batch_size=500)
    book.last_number += len(made)
    book.save(update_fields=["last_number"])
    facts = {"count": len(made), "to": book.last_number}
    journal.record("awards.certify", decision, by=by, at=at, facts=facts)
    return made


def _year(decision: Decision) -> int:
    if decision.signed_on is None:
        raise ValueError("a signed decision without its day")
    return decision.signed_on.year


def _new_codes(count: int) -> list[str]:
    """Make codes that no certificate bears."""
    found: set[str] = set()
    while len(found) < count:
        fresh = {codes.make(settings.SECRET_KEY, secrets.randbelow) for _ in range(count - len(found))}
        found |= fresh - set(Certificate.objects.filter(code__in=fresh).values_list("code", flat=True))
    return sorted(found, key=lambda code: code[::-1])  # the order of numbers tells nothing about the codes


@transaction.atomic
def reissue(certificate: Certificate, *, reason: str, by: Actor, at: datetime) -> Certificate:
    """Issue a certificate again under a new number and code; the old code says that it was replaced."""
    decision = certificate.line.decision
    refuse_if(rules.why_not_print(by, decision.unit.path))
    book = locked(decision.unit, localdate(at).year, BOOK)
    stands = deciding.standing_lines().filter(pk=certificate.line_id).exists()
    is_newest = not Certificate.objects.filter(replaces=certificate).exists()
    refuse_if(rules.why_not_reissue(stands=stands, is_newest=is_newest, reason=reason))
    book.last_number += 1
    book.save(update_fields=["last_number"])
    again = Certificate.objects.create(
        line=certificate.line, code=_new_codes(1)[0], book_number=book.last_number, book_unit=decision.unit,
        book_year=book.year, issued_at=at, issued_by_id=by.person_id, replaces=certificate,
        reason=squeeze(reason)[:300],
    )  # fmt: skip
    journal.record("awards.reissue", again, by=by, at=at, facts={"replaces": certificate.code, "reason": reason})
    return again


def print_all(
    decision: Decision,
    lines: Sequence[DecisionLine] | None,
    progress: Progress,
    *,
    form: str = "",
    stock: Stock | None = None,
    by: Actor,
    at: datetime,
) -> PrintRun:
    """Draw the certificates of one form of a decision (or of some lines) into one PDF and keep it.

    Ten thousand take seconds. Without ``form`` the first form of the decision is drawn.
    """
    certify(decision, by=by, at=at)
    form = form or papers.forms_of(decision)[0]
    chosen = [one for one in certificates.newest(decision, lines) if one.line.award.form == form]
    if not chosen:
        raise Refused("Không có bản nào để in: mọi khen thưởng đã chọn đều đã bị thu hồi.")
    drawn = [papers.certificate_of(one) for one in chosen]
    with tempfile.TemporaryDirectory(prefix="thidua-print-") as folder:
        path = batch(papers.shared_of(decision, form), drawn, Path(folder, "in.pdf"), progress, papers.stock_of(stock))
        content = path.read_bytes()
    return _keep_run(decision, stock, content, len(drawn), by=by, at=at)


@transaction.atomic
def _keep_run(
    decision: Decision, stock: Stock | None, content: bytes, count: int, *, by: Actor, at: datetime
) -> PrintRun:
    name = f"{slug(str(decision))}-{count}-ban.pdf"
    file: StoredFile = files.keep(name, content, by=by, at=at, media_type="application/pdf", may_show_inline=True)
    run = PrintRun.objects.create(
        decision=decision, stock=stock, file=file, count=count, made_at=at, made_by_id=by.person_id
    )
    journal.record("awards.print_all", run, by=by, at=at, facts={"count": count, "sha256": file.sha256})
    return run


@transaction.atomic
def ask_to_print(decision: Decision, *, form: str = "", stock: Stock | None = None, by: Actor, at: datetime) -> Job:
    """Put the printing of all certificates into the queue; the book is written now, so that numbers follow in order."""
    certify(decision, by=by, at=at)
    arguments = {"decision_id": decision.pk, "stock_id": stock.pk if stock else None, "form": form}
    key = f"awards.print {decision.pk} {stock.pk if stock else 0} {form}"[:120]
    return jobs.start("awards.print", f"In bằng, giấy khen: {decision}", arguments, key=key, by=by, at=at)
