"""`thidua tick`: does what recurs and is due; safe to run at any time, as often as wanted."""

from typing import Any

from django.core.management.base import BaseCommand

from thidua.jobs import upkeep
from thidua.web import clock


class Command(BaseCommand):
    help = "Làm các việc định kỳ đã đến lúc (nhắc hạn, dọn hàng đợi …). Chạy bao nhiêu lần cũng được."

    def handle(self, **options: Any) -> None:
        reaped = upkeep.reap()
        lines = upkeep.tick(at=clock.now())
        for line in lines:
            self.stdout.write(line)
        if reaped:
            self.stdout.write(f"Đã đưa {reaped} việc bị bỏ dở trở lại hàng đợi.")
        if not lines and not reaped:
            self.stdout.write("Chưa có việc định kỳ nào đến lúc.")
