"""`thidua backup FILE`: everything into one file, as it stands at one moment."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from thidua.base.refusal import Refused
from thidua.council.queries import secret_ballot_is_open, secret_boxes
from thidua.org import archive
from thidua.web import clock


class Command(BaseCommand):
    help = "Sao lưu toàn bộ dữ liệu và tệp vào một tệp. Không sao lưu khi đang bỏ phiếu kín."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="tệp sao lưu sẽ tạo, ví dụ sao-luu-2026-11-20.tar")

    def handle(self, *, file: Path, **options: Any) -> None:
        if secret_ballot_is_open():
            # two copies of an open box would show whose ballot came between them
            raise Refused("Đang có hòm phiếu kín mở. Hãy sao lưu sau khi đóng hòm phiếu, để giữ bí mật lá phiếu.")
        before = secret_boxes()
        rows, files = archive.write(file, at=clock.now())
        if secret_boxes() != before:
            file.unlink()
            raise Refused(
                "Có hòm phiếu kín vừa mở trong lúc sao lưu nên bản sao lưu đã bỏ. Hãy sao lưu sau khi đóng hòm."
            )
        self.stdout.write(f"Đã sao lưu {rows} dòng và {files} tệp vào {file}.")
