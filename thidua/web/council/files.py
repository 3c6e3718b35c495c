"""Files made on the spot."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(content: bytes, name: str) -> HttpResponse:
    """Hand out a Word file."""
    return _made(content, name, DOCX)


def pdf(content: bytes, name: str) -> HttpResponse:
    """Hand out a PDF."""
    return _made(content, name, "application/pdf")


def _made(content: bytes, name: str, media_type: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or ""
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})
