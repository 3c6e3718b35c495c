"""`thidua worker`: does long work, clears up after killed workers, does what recurs."""

import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, connection

from thidua.jobs import upkeep
from thidua.web import clock


class Command(BaseCommand):
    help = "Làm các việc chạy lâu đang chờ. Chạy thường trực bên cạnh máy chủ; --batch: làm hết rồi thôi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="làm hết việc đang chờ rồi kết thúc")
        parser.add_argument("--interval", type=float, default=1.0, help="số giây giữa hai lần xem có việc mới")
        parser.add_argument("--no-tick", action="store_true", help="không làm việc định kỳ")

    def handle(self, *, batch: bool, interval: float, no_tick: bool, **options: Any) -> None:
        upkeep.reap()
        stop = threading.Event()
        if not batch:
            threading.Thread(target=self._beside, args=(stop, not no_tick), daemon=True).start()
        try:
            call_command("db_worker", interval=interval, batch=batch, startup_delay=False, reload=False, verbosity=0)
        finally:
            stop.set()

    def _beside(self, stop: threading.Event, ticks: bool) -> None:
        while not stop.wait(15):
            try:
                upkeep.reap()
                if ticks:
                    upkeep.tick(at=clock.now())
            except OperationalError as busy:  # the database is busy or away; the next round will do
                self.stderr.write(str(busy))
            connection.close()
