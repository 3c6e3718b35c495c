"""Bản đăng ký thi đua: collectives by name, individuals by number."""

from dataclasses import dataclass

from thidua.documents.layout import (
    Align,
    Block,
    Column,
    Heading,
    Letterhead,
    Listing,
    Paper,
    Paragraph,
    Signature,
    Table,
)


@dataclass(frozen=True)
class Promise:
    """A collective by its name, what it strives for, what it promises to do."""

    collective: str
    aim: str
    promise: str = ""


@dataclass(frozen=True)
class Headcount:
    """How many individuals of a unit strive for one aim; nobody is named."""

    unit: str
    aim: str
    people: int


@dataclass(frozen=True)
class Registration:
    """What a unit registers for a movement and a year. ``to`` is who receives it."""

    letterhead: Letterhead
    title: str
    to: tuple[str, ...]
    movement: str
    collectives: tuple[Promise, ...]
    headcounts: tuple[Headcount, ...]
    signature: Signature
    pledges: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT")


def paper_of(registration: Registration) -> Paper:
    """Write the form. Parts with nothing registered say so."""
    whole = sum(line.people for line in registration.headcounts)
    named = tuple((str(place), *_named(line)) for place, line in enumerate(registration.collectives, 1))
    counted = tuple(
        (str(place), line.unit, line.aim, str(line.people)) for place, line in enumerate(registration.headcounts, 1)
    )
    blocks: list[Block] = [
        Paragraph(f"{registration.letterhead.agency} đăng ký tham gia {registration.movement} như sau:"),
        Heading("I. TẬP THỂ"),
        Table(_NAMED, named) if named else Paragraph("Không đăng ký tập thể."),
        Heading("II. CÁ NHÂN"),
        Table(_COUNTED, counted, total=("", "Tổng số", "", str(whole)))
        if counted
        else Paragraph("Không đăng ký cá nhân."),
    ]
    if registration.pledges:
        blocks += [Heading("III. NỘI DUNG CAM KẾT"), Listing(registration.pledges)]
    return Paper(
        registration.letterhead,
        "Bản đăng ký thi đua",
        registration.title,
        registration.to,
        tuple(blocks),
        registration.recipients,
        (registration.signature,),
    )


def _named(line: Promise) -> tuple[str, str, str]:
    return line.collective, line.aim, line.promise


_NAMED = (
    Column("TT", 10, Align.CENTER),
    Column("Tên tập thể", 60),
    Column("Danh hiệu, hình thức đăng ký", 45),
    Column("Nội dung đăng ký", 50),
)
_COUNTED = (
    Column("TT", 10, Align.CENTER),
    Column("Đơn vị", 70),
    Column("Danh hiệu, hình thức đăng ký", 55),
    Column("Số cá nhân", 25, Align.CENTER),
)
