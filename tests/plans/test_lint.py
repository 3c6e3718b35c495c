"""A plan and its superior's plan, both read from their texts and held against each other."""

from thidua.plans.lint import lint
from thidua.plans.reader import read
from thidua.plans.source import from_text

PARENT = """UBND TỈNH HẬU SƠN
Số: 77/KH-UBND
Hậu Sơn, ngày 14 tháng 02 năm 2024

KẾ HOẠCH
Phát động phong trào thi đua “Một cửa thân thiện” năm 2024

Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022,
UBND tỉnh Hậu Sơn phát động phong trào thi đua như sau:

I. TIÊU CHÍ
1. Đối với tập thể
a) Trên 95% hồ sơ giải quyết đúng hạn.
b) Không có công chức bị kỷ luật từ khiển trách trở lên.
2. Đối với cá nhân
a) Được xếp loại hoàn thành tốt nhiệm vụ trở lên.

II. KHEN THƯỞNG
1. Chủ tịch UBND tỉnh tặng Bằng khen: mỗi đơn vị đề nghị không quá 02 tập thể và 03 cá nhân.
2. Đối với Giấy khen, số lượng do đơn vị quyết định.

III. HỒ SƠ
1. Tờ trình.
2. Biên bản họp xét.
3. Báo cáo thành tích.
Đơn vị gửi hồ sơ về Sở Nội vụ trước ngày 10/12/2024.

IV. THỜI GIAN
Từ ngày 01/3/2024 đến hết ngày 30/11/2024.

Nơi nhận:
- Các sở;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lê Văn Hai
"""
CHILD = """UBND TỈNH HẬU SƠN
SỞ CÔNG NGHIỆP
Số: 20/KH-SCN
Hậu Sơn, ngày 22 tháng 4 năm 2024

KẾ HOẠCH
Phát động phong trào thi đua “Một cửa thân thiện” năm 2024

Căn cứ Kế hoạch số 77/KH-UBND ngày 14/02/2024 của UBND tỉnh Hậu Sơn phát động phong trào thi đua “Một cửa thân thiện”,
Sở Công nghiệp phát động phong trào thi đua như sau:

I. ĐỐI TƯỢNG
1. Tập thể: các phòng thuộc Sở.
2. Cá nhân: công chức, viên chức của Sở.

II. TIÊU CHÍ
1. Đối với tập thể
a) Trên {share}% hồ sơ giải quyết đúng hạn.
b) Không có công chức bị kỷ luật từ {grade} trở lên.
2. Đối với cá nhân
a) Được xếp loại hoàn thành tốt nhiệm vụ trở lên.

III. KHEN THƯỞNG
1. Giám đốc Sở tặng Giấy khen cho 02 tập thể và 20 cá nhân.
2. Đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho không quá {collectives} tập thể và 03 cá nhân.
3. Kinh phí: quỹ khen thưởng của Sở.

IV. HỒ SƠ
Thành phần hồ sơ thực hiện theo Kế hoạch số 77/KH-UBND.
Các phòng gửi hồ sơ về Văn phòng Sở (qua Hội đồng Thi đua - Khen thưởng) chậm nhất ngày {day}.

V. THỜI GIAN
Từ ngày 02/5/2024 đến hết ngày {end}.

Nơi nhận:
- Các phòng;
- Lưu: VT.

GIÁM ĐỐC

Trần Thị Ba
"""
LIKE_THE_PARENT = {"share": 95, "grade": "khiển trách", "collectives": "02", "day": "05/12/2024", "end": "30/11/2024"}


def found(**changes: object) -> list[tuple[str, str]]:
    """Lint the child, with some of its words changed, against its parent."""
    text = CHILD.format(**(LIKE_THE_PARENT | changes))
    return [(each.code, each.severity) for each in lint(read(text), from_text(text), read(PARENT))]


def test_a_plan_that_keeps_to_its_parent_has_nothing_to_settle():
    assert found() == []


def test_without_the_parent_it_is_asked_for():
    text = CHILD.format(**LIKE_THE_PARENT)
    assert [each.code for each in lint(read(text), from_text(text))] == ["dossier-deferred", "parent-not-loaded"]


def test_whatever_falls_short_of_the_parent_is_said():
    assert found(share=90) == [("weaker-than-parent", "warning")]
    assert found(grade="cảnh cáo") == [("weaker-than-parent", "warning")]
    assert found(collectives="04") == [("quota-larger-than-parent", "warning")]
    assert found(day="16/12/2024") == [("deadline-later-than-parent", "warning")]
    assert found(end="31/12/2024", day="09/12/2024") == [
        ("deadline-before-period-end", "note"),
        ("period-beyond-parent", "note"),
    ]


def test_what_is_stricter_is_no_finding():
    assert found(share=99) == []
    assert found(collectives="01") == []
    assert found(day="02/12/2024") == []


def test_places_that_the_parent_leaves_to_its_units_are_free():
    assert [each.n for each in read(CHILD.format(**LIKE_THE_PARENT)).quotas][:2] == [2, 20]
    assert found() == []


def test_both_sentences_and_the_place_in_the_child_are_given():
    text = CHILD.format(**(LIKE_THE_PARENT | {"share": 90}))
    finding = lint(read(text), from_text(text), read(PARENT))[0]
    assert "Ở đây: “Trên 90% hồ sơ giải quyết đúng hạn.”" in finding.message
    assert "Cấp trên: “Trên 95% hồ sơ giải quyết đúng hạn.”" in finding.message
    assert [source.quote for source in finding.sources] == ["Trên 90% hồ sơ giải quyết đúng hạn."]
