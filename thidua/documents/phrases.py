"""Turns of speech that several papers share."""

import re
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from math import floor

from thidua.base.days import ZONE, written_long
from thidua.base.money import figure
from thidua.base.text import nfc, words
from thidua.documents.layout import Letterhead

COMMITTEE = "Ủy ban nhân dân"
_LONG = {"UBND": COMMITTEE, "HĐND": "Hội đồng nhân dân"}
_LEVELS = r"(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)"
NATIONAL_SHORT = {"Ủy ban nhân dân": "UBND", "Hội đồng nhân dân": "HĐND"}


def moment(at: datetime) -> str:
    """Write “08 giờ 05 phút, ngày 05 tháng 01 năm 2026”, the hour of Viet Nam."""
    if at.tzinfo is None:
        raise ValueError("a moment without its zone")
    here = at.astimezone(ZONE)
    return f"{here.hour:02d} giờ {here.minute:02d} phút, {written_long(here.date())}"


def count(number: int, noun: str = "") -> str:
    """Write a number as officials do, with two digits at least: “05 tập thể”."""
    return f"{number:02d} {noun}".strip()


def counts(*pairs: tuple[int, str]) -> str:
    """Join what there is of each: “02 tập thể và 05 cá nhân”; nothing is said of a nought."""
    return words(count(number, noun) for number, noun in pairs if number)


def percent(share: Fraction) -> str:
    """Write a share as per cent with at most two decimals: “83,33%”."""
    hundredths = floor(share * 10_000 + Fraction(1, 2))
    return f"{figure(Decimal(hundredths) / 100)}%"


def short(agency: str) -> str:
    """Shorten the name of a body as running text does: “UBND xã Suối Trong”."""
    for long, brief in NATIONAL_SHORT.items():
        if agency.startswith(long):
            return brief + agency[len(long) :]
    return agency


def tie(kind: str, head: Letterhead, issuer: str) -> str:
    """Write the line under the title of an annex: “Kèm theo Quyết định số … ngày … của …”."""
    number = f"{int(head.number):02d}" if head.number.isdecimal() else head.number or "      "
    day = f"{head.day:%d/%m/%Y}" if head.day else "    /    /      "
    return f"Kèm theo {kind} số {number}/{head.symbol} ngày {day} của {issuer}"


def full_name(unit: str) -> str:
    """Write the name of an office without short forms: “UBND xã Mẫu” gives “Ủy ban nhân dân xã Mẫu”."""
    first, _, rest = nfc(unit).partition(" ")
    return f"{_LONG[first]} {rest}" if first in _LONG and rest else nfc(unit)


def is_committee(unit: str) -> bool:
    """Say whether the office is a people's committee, whose chair decides for it."""
    return full_name(unit).startswith(COMMITTEE)


def superior_of(unit: str, parent: str) -> str:
    """Name the office above in the letterhead; a people's committee stands alone."""
    return "" if is_committee(unit) or not parent else full_name(parent)


def place_of(unit: str) -> str:
    """Give the place a letter is dated at from the office's name; empty where the name does not say."""
    found = re.search(rf"\b{_LEVELS} (.+)$", nfc(unit), re.IGNORECASE)
    return found[2] if found else ""


def letters_of(unit: str) -> str:
    """Propose the letters of an office in a symbol: “UBND”, “STP”."""
    if is_committee(unit):
        return "UBND"
    own = re.split(rf" {_LEVELS}\b", nfc(unit))[0]
    return "".join(word[0] for word in own.split() if word[0].isalpha()).upper()
