"""Giấy biên nhận hồ sơ: what came in, when, and the SHA-256 that proves it later."""

from dataclasses import dataclass
from datetime import datetime

from thidua.base.days import ZONE
from thidua.base.money import figure
from thidua.documents.layout import Align, Block, Column, Letterhead, Note, Paper, Paragraph, Signature, Table
from thidua.documents.phrases import moment
from thidua.documents.report import halves


@dataclass(frozen=True)
class ReceivedFile:
    """A file as it lies on the disk."""

    name: str
    size: int
    sha256: str
    received_at: datetime


@dataclass(frozen=True)
class Receipt:
    """What was handed in, by whom, when. ``timeliness`` says in time or late, ``missing`` what is still owed."""

    letterhead: Letterhead
    code: str
    dossier: str
    unit: str
    handed_in_by: str
    received_at: datetime
    received_by: str
    files: tuple[ReceivedFile, ...]
    timeliness: str = ""
    missing: tuple[str, ...] = ()
    check_at: str = ""


def paper_of(receipt: Receipt) -> Paper:
    """Write the receipt."""
    rows = (
        ("Mã hồ sơ", receipt.code),
        ("Hồ sơ", receipt.dossier),
        ("Đơn vị nộp", receipt.unit),
        ("Người nộp", receipt.handed_in_by),
        ("Thời điểm nhận", moment(receipt.received_at)),
        ("Thời hạn", receipt.timeliness),
    )
    blocks: list[Block] = [Paragraph(value, lead=f"{label}:", align=Align.LEFT) for label, value in rows if value]
    blocks.append(_files(receipt.files) if receipt.files else Paragraph("Hồ sơ không có tệp đính kèm."))
    if receipt.missing:
        blocks.append(Paragraph(f"{'; '.join(receipt.missing)}.", lead="Còn thiếu:"))
    blocks.append(Note("Mã SHA-256 thay đổi khi tệp thay đổi dù chỉ một dấu; hãy giữ biên nhận để đối chiếu."))
    if receipt.check_at:
        blocks.append(Note(f"Tra cứu tại: {receipt.check_at}"))
    signatures = (Signature(("Người nộp",), receipt.handed_in_by), Signature(("Người nhận",), receipt.received_by))
    return Paper(receipt.letterhead, "Giấy biên nhận hồ sơ", blocks=tuple(blocks), signatures=signatures)


def _files(files: tuple[ReceivedFile, ...]) -> Table:
    columns = (
        Column("TT", 11, Align.CENTER),
        Column("Tên tệp", 58),
        Column("Kích thước (byte)", 22, Align.RIGHT),
        Column("Nhận lúc", 24, Align.CENTER),
        Column("SHA-256", 47),
    )
    rows = (
        (str(place), one.name, figure(one.size), _short(one.received_at), halves(one.sha256))
        for place, one in enumerate(files, 1)
    )
    return Table(columns, tuple(rows))


def _short(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%H:%M:%S\n%d/%m/%Y}"
