"""`thidua notify`: writes the day's notices and sends mails; safe to run at any time, as often as wanted."""

from typing import Any

from django.core.management.base import BaseCommand

from thidua.notices import tasks
from thidua.web import clock


class Command(BaseCommand):
    help = "Viết thông báo của ngày và gửi thư. Chạy bao nhiêu lần cũng được; không ai nhận hai lần."

    def handle(self, **options: Any) -> None:
        line = tasks.tell(clock.now())
        self.stdout.write(f"{line[:1].upper()}{line[1:]}.")
