"""Layouts and wordings of plans, one at a time: what each of them must be read as."""

from typing import Any

from thidua.plans.reader import read

HEAD = """UBND XÃ TÂN PHÚ
Số: 12/KH-UBND
Tân Phú, ngày 02 tháng 5 năm 2024

KẾ HOẠCH
Phát động phong trào thi đua “Sạch làng” năm 2024

Căn cứ Kế hoạch số 77/KH-UBND ngày 14/02/2024 của UBND tỉnh Hậu Sơn phát động phong trào thi đua “Sạch làng”,
UBND xã Tân Phú phát động phong trào thi đua như sau:

"""
AIMS = "I. MỤC ĐÍCH\n1. Làng sạch, dân vui.\n2. Dân tin.\n"
TAIL = """
Nơi nhận:
- Các thôn;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Thị Mai
"""


def draft(body: str) -> dict[str, Any]:
    """Read a plan with this body; a first section on aims comes before one that begins with “II.”."""
    body = body.lstrip("\n")
    return read(HEAD + (AIMS if body.startswith("II.") else "") + body.strip("\n") + "\n" + TAIL).to_json()


def criteria(body: str) -> list[tuple[str, str, str]]:
    return [(each["subject"], each["kind"], each["text"]) for each in draft(body)["criteria"]]


PARTS = """
Phần thứ nhất
MỤC TIÊU
1. Làng sạch, dân vui.
Phần thứ hai
NỘI DUNG, TIÊU CHÍ
I. Đối với tập thể
1. Trên 95% hộ phân loại rác.
II. Cá nhân
1. Không bị kỷ luật từ cảnh cáo trở lên.
"""


def test_parts_and_chapters_on_a_line_of_their_own_head_what_follows():
    assert [each["text"] for each in draft(PARTS)["purposes"]] == ["Làng sạch, dân vui."]
    assert criteria(PARTS) == [
        ("collective", "threshold", "Trên 95% hộ phân loại rác."),
        ("individual", "discipline", "Không bị kỷ luật từ cảnh cáo trở lên."),
    ]
