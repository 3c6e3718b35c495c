"""Giấy mời họp: who is asked to come, when, where, about what, with which papers."""

from dataclasses import dataclass
from datetime import datetime

from thidua.documents.layout import Align, Block, Letterhead, Listing, Paper, Paragraph, Signature
from thidua.documents.phrases import moment


@dataclass(frozen=True)
class Invitation:
    """One invitation: to a person by name, or to all members with the list of them."""

    letterhead: Letterhead
    host: str  # who invites: the council by its name
    to: tuple[str, ...]
    begins_at: datetime
    venue: str
    subject: str
    agenda: tuple[str, ...]
    papers: tuple[str, ...]
    candidates: str  # how many are considered, in words
    signature: Signature
    guests: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ("Như trên", "Lưu: hồ sơ họp")


def paper_of(invitation: Invitation) -> Paper:
    """Write the invitation as annex I of Decree 30/2020/NĐ-CP lays a “Giấy mời” out."""
    said: list[Block] = [
        Paragraph(f"{invitation.host} trân trọng kính mời dự phiên họp {invitation.subject}."),
        Paragraph(f"{moment(invitation.begins_at)}.", lead="Thời gian:"),
        Paragraph(f"{invitation.venue}.", lead="Địa điểm:"),
        Paragraph(f"{invitation.candidates}.", lead="Nội dung:"),
    ]
    said += [Listing(invitation.agenda)] if invitation.agenda else []
    if invitation.guests:
        said += [Paragraph("", lead="Khách mời:"), Listing(invitation.guests)]
    if invitation.papers:
        said += [Paragraph("xem trên hệ thống, tại trang phiên họp:", lead="Tài liệu:"), Listing(invitation.papers)]
    said += [Paragraph(ask) for ask in invitation.asks]
    said += [Paragraph("Rất mong các đại biểu dự họp đầy đủ, đúng giờ./.", align=Align.JUSTIFY)]
    return Paper(
        invitation.letterhead,
        "Giấy mời",
        f"Dự phiên họp {invitation.subject}",
        invitation.to,
        tuple(said),
        invitation.recipients,
        (invitation.signature,),
    )
