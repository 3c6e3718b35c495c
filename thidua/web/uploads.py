"""Uploaded files: streamed to disk, never more than the limit, kept under their SHA-256."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

from thidua.base.refusal import Refused
from thidua.documents import inspection
from thidua.org import files
from thidua.org.actor import Actor
from thidua.org.models import StoredFile

TOO_LARGE = "thidua.too_large"


class Limited(TemporaryFileUploadHandler):
    """Write an upload to disk as it comes, and stop keeping it once it passes the limit."""

    kept = 0

    def new_file(self, *args: Any, **given: Any) -> None:
        """Begin the next file of the form."""
        super().new_file(*args, **given)
        self.kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write one piece; a file over the limit is dropped, its name remembered for the refusal."""
        self.kept += len(raw_data)
        if self.kept > settings.MAX_FILE_BYTES:
            if self.request is not None:
                self.request.META[TOO_LARGE] = self.file_name
            self.file.truncate(0)
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


def given(request: HttpRequest, field: str) -> UploadedFile[bytes]:
    """Give the file of a form's field; refuse when it is missing or was over the limit."""
    return all_given(request, field)[-1]


def all_given(request: HttpRequest, field: str) -> list[UploadedFile[bytes]]:
    """Give every file of a form's field; refuse when there is none or one was over the limit."""
    if name := request.META.get(TOO_LARGE):
        most = settings.MAX_FILE_BYTES // 2**20
        raise Refused(f"Tệp “{name}” quá giới hạn {most} MB. Hãy nén ảnh quét hoặc tách tệp rồi tải lại.")
    found = request.FILES.getlist(field)
    if not found:
        raise Refused("Chưa chọn tệp. Hãy chọn tệp rồi tải lên.")
    return found


def kept(upload: UploadedFile[bytes], *, by: Actor, at: datetime) -> StoredFile:
    """Look into an upload, put it on disk and give its row; at most one file of the limit is in memory."""
    name, content = upload.name or "tep", upload.read()
    if not content:
        raise Refused(f"Tệp “{name}” không có nội dung. Hãy kiểm tra rồi tải lên lại.")
    seen = inspection.inspect(name, content)
    return files.keep(name, content, by=by, at=at, media_type=seen.media_type, may_show_inline=seen.inline)
