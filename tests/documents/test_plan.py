from datetime import date

from tests.documents.reading import lines
from thidua.documents.layout import Letterhead, Signature
from thidua.documents.plan import Part, Plan, Section, paper_of
from thidua.documents.word import docx_of

PLAN = Plan(
    Letterhead("UBND xã An Hòa", symbol="KH-UBND", place="An Hòa", day=date(2026, 1, 5)),
    "Phát động phong trào thi đua năm 2026",
    "UBND xã An Hòa ban hành kế hoạch như sau:",
    (
        Section("I. MỤC ĐÍCH", ("Phục vụ người dân tốt hơn.",)),
        Section("II. TIÊU CHÍ", parts=(Part("1. Đối với tập thể", ("- Đúng hạn.", "- Đầy đủ.")),)),
    ),
    Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Lê Thị Bình"),
    bases=("Căn cứ Kế hoạch số 5/KH-UBND ngày 02/01/2026 của UBND huyện",),
    closing="Trên đây là kế hoạch của xã./.",
    recipients=("UBND huyện", "Lưu: VT"),
)


def test_plan_stands_in_the_order_of_an_official_paper():
    texts = lines(docx_of(paper_of(PLAN)))
    assert texts[texts.index("KẾ HOẠCH") :] == [
        "KẾ HOẠCH",
        "Phát động phong trào thi đua năm 2026",
        "Căn cứ Kế hoạch số 5/KH-UBND ngày 02/01/2026 của UBND huyện.",
        "UBND xã An Hòa ban hành kế hoạch như sau:",
        "I. MỤC ĐÍCH",
        "Phục vụ người dân tốt hơn.",
        "II. TIÊU CHÍ",
        "1. Đối với tập thể",
        "- Đúng hạn.",
        "- Đầy đủ.",
        "Trên đây là kế hoạch của xã./.",
        "Nơi nhận:",
        "- UBND huyện;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lê Thị Bình",
    ]


def test_what_is_empty_is_not_drawn():
    bare = Plan(Letterhead("Sở A"), "Tên", "Mở đầu:", (), Signature(("GIÁM ĐỐC",)))
    texts = lines(docx_of(paper_of(bare)))
    assert texts[texts.index("KẾ HOẠCH") :] == ["KẾ HOẠCH", "Tên", "Mở đầu:", "GIÁM ĐỐC"]
