"""A calendar as text (RFC 5545): whole days, long lines folded. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

FOLD = 73  # octets of a line before it is folded


@dataclass(frozen=True)
class Event:
    """A day with what is due."""

    key: str  # stays the same for the same duty, so that a moved day replaces the old one
    on: date
    title: str
    text: str = ""
    address: str = ""


def ics(name: str, events: Iterable[Event], *, made_at: datetime) -> str:
    """Write the calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//thidua//lich//VI", f"X-WR-CALNAME:{_escaped(name)}"]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.key}@thidua",
            f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(event.title)}",
            f"DESCRIPTION:{_escaped(event.text)}",
            f"URL:{event.address}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line so that no part is longer than allowed, never inside a letter."""
    parts, current = [], b""
    for sign in line:
        octets = sign.encode()
        if len(current) + len(octets) > FOLD:
            parts.append(current)
            current = b""
        current += octets
    return b"\r\n ".join([*parts, current]).decode()
