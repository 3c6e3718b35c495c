"""`thidua load-index-samples`: sample index sets to copy from."""

from typing import Any

from django.core.management.base import BaseCommand

from thidua.org.actor import HOUSE
from thidua.scoring.actions_sets import load_samples
from thidua.web import clock


class Command(BaseCommand):
    help = "Nạp các bộ chỉ số mẫu để cơ quan chép về rồi sửa. Chạy lại không sao."

    def handle(self, **options: Any) -> None:
        added = load_samples(by=HOUSE, at=clock.now())
        for each in added:
            self.stdout.write(f"Đã nạp: {each.name}")
        self.stdout.write(f"Đã thêm {len(added)} bộ mẫu." if added else "Các bộ mẫu đã có đủ, không thêm gì.")
