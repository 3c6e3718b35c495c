"""The levels of administration, with the days they exist; a district has been none since 01/07/2025."""

from datetime import date

from thidua.org.models import Level

LEVELS = (  # code, name, rank, from, until
    ("trung_uong", "Trung ương", 1, None, None),
    ("bo", "Bộ, ngành, đoàn thể trung ương", 2, None, None),
    ("tinh", "Tỉnh, thành phố", 3, None, None),
    ("so", "Sở, ban, ngành cấp tỉnh", 4, None, None),
    ("huyen", "Huyện, quận, thị xã", 5, None, date(2025, 6, 30)),
    ("xa", "Xã, phường, đặc khu", 6, None, None),
    ("don_vi_su_nghiep", "Đơn vị sự nghiệp", 7, None, None),
    ("doan_the", "Tổ chức chính trị – xã hội, đoàn thể", 7, None, None),
    ("phong", "Phòng, ban, bộ phận", 8, None, None),
)


def ensure_levels() -> dict[str, Level]:
    """Enter the levels that are not there yet; give all by code. Safe to call again."""
    for code, name, rank, from_on, until_on in LEVELS:
        Level.objects.get_or_create(
            code=code, defaults={"name": name, "rank": rank, "from_on": from_on, "until_on": until_on}
        )
    return {level.code: level for level in Level.objects.order_by("pk")}
