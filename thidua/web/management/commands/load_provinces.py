"""`thidua load-provinces`: the 34 provinces and 3,321 communes of today as units."""

from typing import Any

from django.core.management.base import BaseCommand

from thidua.org.actions.provinces import load_provinces
from thidua.org.actor import HOUSE
from thidua.web import clock


class Command(BaseCommand):
    help = "Nạp 34 tỉnh, thành phố và 3.321 xã, phường, đặc khu hiện nay vào cây tổ chức. Chạy lại không sao."

    def handle(self, **options: Any) -> None:
        added = load_provinces(by=HOUSE, at=clock.now())
        self.stdout.write(f"Đã thêm {added} đơn vị." if added else "Các đơn vị này đã có đủ, không thêm gì.")
