"""`thidua restore FILE`: a backup into an empty database, verified."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from thidua.org import archive


class Command(BaseCommand):
    help = "Khôi phục bản sao lưu vào cơ sở dữ liệu trống rồi đối chiếu nhật ký và tệp."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="tệp do `thidua backup` tạo")

    def handle(self, *, file: Path, **options: Any) -> None:
        rows, files = archive.read(file)
        self.stdout.write(f"Đã khôi phục {rows} dòng và {files} tệp; nhật ký nguyên vẹn.")
