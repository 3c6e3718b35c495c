from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from thidua.org.models import Account, Unit
from thidua.web.demo import cast, play


class Command(BaseCommand):
    help = "Nạp năm cơ quan mẫu với đơn vị, con người và phong trào ở các chặng khác nhau. Chạy lại không nạp thêm."

    def handle(self, **options: Any) -> None:
        """Fill an empty database once; a database with other people's data is left alone."""
        if Account.objects.filter(username=cast.ADMIN).exists():
            self.stdout.write("Dữ liệu mẫu đã có.")
        elif Unit.objects.exists() or Account.objects.exists():
            self.stdout.write("Cơ sở dữ liệu đã có dữ liệu của bạn nên không nạp dữ liệu mẫu.")
            return
        else:
            with transaction.atomic():
                play.all_of(cast.gather())
            self.stdout.write("Đã nạp năm cơ quan mẫu.")
        self.stdout.write(f"Mật khẩu chung: {cast.PASSWORD}. Người dùng để thử:")
        for username, what in play.TRY:
            self.stdout.write(f"  {username:24} {what}")
