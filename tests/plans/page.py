"""Small plans and passages for the tests of the grammar, in our own words."""

from thidua.plans import reader
from thidua.plans.draft import PlanDraft
from thidua.plans.passage import Page, Passage


def words(text: str) -> Passage:
    """Give a text as one passage."""
    return Page(text).whole()


def read_with(*sections: str, title: str = "Phát động phong trào thi đua “Công sở sạch” năm 2025") -> PlanDraft:
    """Read a whole plan of a made-up commune whose body has these sections."""
    body = "\n\n".join(
        ("I. MỤC ĐÍCH", "1. Giữ nơi làm việc gọn gàng.", "II. NỘI DUNG", "1. Thi đua dọn dẹp.", *sections)
    )
    return reader.read(
        "UBND XÃ SUỐI MƠ\nSố: 15/KH-UBND\nSuối Mơ, ngày 04 tháng 3 năm 2025\n\nKẾ HOẠCH\n"
        f"{title}\n\nUBND xã Suối Mơ ban hành Kế hoạch như sau:\n\n{body}\n\n"
        "Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLò Văn Bình\n"
    )
