"""`thidua journal verify`: walk the journal and say what is missing or altered."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from thidua.org import journal
from thidua.org.models import JournalEntry


class Command(BaseCommand):
    help = "Đối chiếu nhật ký: tìm dòng bị sửa, xóa, chen vào hoặc cắt ở cuối. Có lỗi thì kết thúc với mã 1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"], help="verify: đối chiếu toàn bộ nhật ký")

    def handle(self, *, what: str, **options: Any) -> None:
        found = 0
        for sentence in journal.faults():
            found += 1
            self.stderr.write(sentence)
        if found:
            self.stderr.write(f"Nhật ký có {found} chỗ sai.")
            sys.exit(1)
        self.stdout.write(f"Nhật ký nguyên vẹn: {JournalEntry.objects.count()} dòng.")
