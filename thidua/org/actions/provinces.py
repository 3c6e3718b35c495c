"""The provinces and communes of today, from the package `vietnam-provinces`."""

from datetime import date, datetime

from django.db import transaction
from vietnam_provinces import Province, Ward

from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.levels import ensure_levels
from thidua.org.models import Unit
from thidua.org.planting import Seed, plant

NEW_ORDER = date(2025, 7, 1)  # communes as arranged now, and the provinces that were joined
# Resolution 202/2025/QH15 left these eleven as they were; how long they have existed is not entered here.
UNCHANGED = {"Cao Bằng", "Điện Biên", "Hà Nội", "Hà Tĩnh", "Huế", "Lai Châu", "Lạng Sơn", "Nghệ An", "Quảng Ninh"} | {
    "Sơn La",
    "Thanh Hóa",
}


@transaction.atomic
def load_provinces(*, by: Actor, at: datetime) -> int:
    """Enter the provinces and communes that are not there yet; give how many were. A few seconds; safe to repeat."""
    levels = ensure_levels()
    known = set(Unit.objects.values_list("code", flat=True))
    seeds = []
    for province in Province.iter_all():
        place = _bare(province.name)
        name = province.name if province.name != place else f"Tỉnh {place}"
        begins_on = None if place in UNCHANGED else NEW_ORDER
        seeds.append(Seed(f"tinh-{province.code.value:02d}", "", name, levels["tinh"], begins_on, address=place))
    for ward in Ward.iter_all():
        code, above = f"xa-{ward.code.value:05d}", f"tinh-{ward.province_code.value:02d}"
        seeds.append(Seed(code, above, ward.name, levels["xa"], NEW_ORDER, address=_bare(ward.name)))
    planted = plant(seed for seed in seeds if seed.code not in known)
    if planted:
        journal.record("org.load_provinces", levels["tinh"], by=by, at=at, facts={"added": len(planted)})
    return len(planted)


def _bare(name: str) -> str:
    for kind in ("Thành phố ", "Tỉnh ", "Phường ", "Xã ", "Đặc khu "):
        if name.lower().startswith(kind.lower()):
            return name[len(kind) :]
    return name
