"""The parts of a document, its paragraphs and its tree."""

import pytest

from tests.plans.page import read_with
from thidua.plans.numbering import ordinal, sign_of
from thidua.plans.outline import outline
from thidua.plans.paragraphs import line_width, paragraphs
from thidua.plans.passage import Page, lowered, sentences
from thidua.plans.structure import parts
from thidua.plans.topics import round_of, subject_of, topics_of


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("Phần thứ nhất", "part"), ("CHƯƠNG II", "chapter"),
        ("Mục 3. Khen", "section"), ("Điều 12. Phạm vi", "article"),
        ("IV. KHEN", "roman"), ("II/ ĐỐI TƯỢNG", "roman"), ("A. Chung", "upper"), ("1. Mục đích", "arabic"),
        ("3- Yêu cầu", "arabic"), ("2.1. Tập thể", "decimal2"), ("1.2.3 Cá nhân", "decimal3"), ("đ) Khác", "letter"),
        ("b. Cá nhân", "letter"), ("(2) Hồ sơ", "round"), ("- một", "-"), ("–một", "-"), ("+ hai", "+"), ("* ba", "*"),
        ("• bốn", "•"), ("2024. Các", None), ("01 tập thể", None), ("15/12 là hạn", None), ("Điều kiện chung", None),
    ],
)  # fmt: skip
def test_signs_are_told_apart(line: str, style: str | None):
    sign = sign_of(line)
    assert (sign.style if sign else None) == style


@pytest.mark.parametrize(("label", "number"), [("IV", 4), ("12", 12), ("hai", 2), ("-", None), ("XIX", 19)])
def test_labels_count(label: str, number: int | None):
    assert ordinal(label) == number


def joined(text: str) -> list[str]:
    page = Page(text)
    return [each.words.text for each in paragraphs(page.lines(), line_width(page))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Giữ cho cơ quan\n\nsạch đẹp.", ["Giữ cho cơ quan sạch đẹp."]),
        ("1. Giữ cho cơ quan\n\n3\n\nsạch đẹp.", ["Giữ cho cơ quan sạch đẹp."]),
        ("- Xong việc được giao. –\n\nCó sáng kiến.", ["Xong việc được giao.", "Có sáng kiến."]),
        ("- Một;\n- Hai.", ["Một;", "Hai."]),
        ("1. Xong.\n\nĐoạn mới.", ["Xong.", "Đoạn mới."]),
        ("I. MỤC ĐÍCH,\nYÊU CẦU\n1. Gọn.", ["MỤC ĐÍCH, YÊU CẦU", "Gọn."]),
    ],
)
def test_cut_paragraphs_are_joined(text: str, expected: list[str]):
    assert joined(text) == expected


def test_a_joined_paragraph_is_quoted_verbatim():
    text = "1. Giữ cho cơ quan\n\nsạch đẹp."
    (found,) = paragraphs(Page(text).lines(), 100)
    assert found.words.quote is not None
    assert (found.was_cut, found.words.quote.quote) == (True, "Giữ cho cơ quan\n\nsạch đẹp.")


def test_case_and_tone_marks_fold_without_changing_the_length():
    assert lowered("HOÀ, Thuỷ, quý, quỹ – HẰNG năm") == "hòa, thủy, quý, quỹ - hàng năm"


def test_abbreviations_do_not_end_sentences():
    assert [each.text for each in sentences(Page("UBND TP. Huế họp. Sau đó xét.").whole())] == [
        "UBND TP. Huế họp.",
        "Sau đó xét.",
    ]


@pytest.mark.parametrize(
    ("heading", "topics"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", {"purpose", "requirement"}),
        ("Tiêu chuẩn xét khen thưởng", {"criteria"}),
        ("Hình thức và số lượng khen thưởng", {"award", "quota"}),
        ("Đối tượng, hình thức khen thưởng", {"reward_subject", "award"}),
        ("Thời gian gửi hồ sơ", {"deadline"}),
        ("Thời gian thi đua", {"period"}),
        ("Mức thưởng và nguồn kinh phí", {"reward_level", "funding"}),
        ("PHÂN CÔNG TRÁCH NHIỆM", {"responsibility"}),
        ("Sở Tài chính", set()),
    ],
)
def test_headings_say_what_they_are_about(heading: str, topics: set[str]):
    assert topics_of(heading) == topics


@pytest.mark.parametrize(
    ("label", "subject"),
    [("Đối với tập thể", "collective"), ("Cá nhân:", "individual"), ("Tập thể, cá nhân", "general"),
     ("Đối với các xã, phường", "collective"), ("Đối với cán bộ, công chức", "individual"),
     ("Tổ chức thực hiện", None)],
)  # fmt: skip
def test_labels_say_whom_they_speak_of(label: str, subject: str | None):
    assert subject_of(label) == subject


@pytest.mark.parametrize(
    ("label", "kind"), [("Khen thưởng hằng năm", "yearly"), ("Tổng kết giai đoạn", "stage"), ("Khen thưởng", None)]
)
def test_labels_say_which_round_they_mean(label: str, kind: str | None):
    assert round_of(label) == kind


def test_the_tree_follows_the_numbering():
    page = Page(
        "I. KHEN THƯỞNG\n1. Hình thức\na) Giấy khen\n- một;\n+ hai.\nb) Bằng khen\n2. Số lượng\nII. HỒ SƠ\n- Tờ trình."
    )
    root = outline(paragraphs(page.lines(), 10**6))
    assert [(len(list(node.up())), node.words.text) for node in root.walk() if node.paragraph is not None] == [
        (1, "KHEN THƯỞNG"), (2, "Hình thức"), (3, "Giấy khen"), (4, "một;"), (5, "hai."), (3, "Bằng khen"),
        (2, "Số lượng"),
        (1, "HỒ SƠ"), (2, "Tờ trình."),
    ]  # fmt: skip


def test_a_decision_its_plan_and_a_form_are_three_documents():
    page = Page(
        "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch\n\nĐiều 1. Ban hành Kế hoạch.\n\n"
        "Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLò Văn Bình\n\n"
        "KẾ HOẠCH\nPhát động thi đua\n\nI. MỤC ĐÍCH\n1. Gọn gàng.\n\nPHỤ LỤC\nMẪU ĐĂNG KÝ\n1. Tập thể: ....."
    )
    assert [(part.kind, part.is_form) for part in parts(page)] == [
        ("Quyết định", False),
        ("Kế hoạch", False),
        (None, True),
    ]


def test_a_decision_lends_its_number_and_signer_to_the_plan_it_carries():
    draft = read_with("III. KHEN THƯỞNG", "1. Chủ tịch UBND xã tặng Giấy khen.")
    assert (draft.document.number, draft.document.signer.name) == ("15/KH-UBND", "Lò Văn Bình")
