"""Numbers of decisions and of the book of awards: each once, in its unit and year."""

from datetime import datetime

from django.db import transaction

from thidua.awards.models import Register
from thidua.awards.rules import deciding as rules
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Unit

BOOK = "sổ khen thưởng"  # the symbol of the book certificates are numbered in; no decision bears it


def locked(unit: Unit, year: int, symbol: str) -> Register:
    """Give a book, made when it is not there, held until the transaction ends."""
    Register.objects.get_or_create(unit=unit, year=year, symbol=symbol)
    return Register.objects.select_for_update().get(unit=unit, year=year, symbol=symbol)


def take_number(unit: Unit, year: int, symbol: str, number: int | None) -> tuple[Register, int]:
    """Take the next number of an automatic book, or the typed one, once."""
    book = locked(unit, year, squeeze(symbol))
    if reason := rules.why_not_number(is_automatic=book.is_automatic, number=number):
        raise Refused(reason)
    given = number if number is not None else book.last_number + 1
    if book.decisions.filter(number=given).exists():
        raise Refused(f"Số {given}/{book.symbol} năm {year} đã có quyết định khác dùng. Hãy hỏi văn thư số đúng.")
    book.last_number = max(book.last_number, given)
    book.save(update_fields=["last_number"])
    return book, given


@transaction.atomic
def keep_register(
    unit: Unit, *, year: int, symbol: str, is_automatic: bool, last_number: int, by: Actor, at: datetime
) -> Register:
    """Say whether the numbers of a book are given here, and after which number."""
    if reason := rules.why_not_sign(by, unit.path):
        raise Refused(reason)
    book = locked(unit, year, squeeze(symbol))
    used = book.decisions.order_by("-number").values_list("number", flat=True).first() or 0
    if last_number < used:
        raise Refused(f"Sổ này đã có văn bản số {used}; số bắt đầu không được nhỏ hơn. Hãy nhập từ {used} trở lên.")
    book.is_automatic, book.last_number = is_automatic, last_number
    book.save(update_fields=["is_automatic", "last_number"])
    facts = {"is_automatic": is_automatic, "last_number": last_number}
    journal.record("awards.keep_register", book, by=by, at=at, facts=facts)
    return book
