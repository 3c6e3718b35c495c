from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.documents import samples
from tests.documents.reading import lines, word
from thidua.documents import (
    charts,
    decision,
    minutes,
    phrases,
    proposal,
    receipt,
    registration,
    report,
    roster,
    summary,
)
from thidua.documents.layout import Letterhead
from thidua.documents.word import docx_of

HEADS = {
    "decision": "QUYẾT ĐỊNH",
    "proposal": "TỜ TRÌNH",
    "minutes": "BIÊN BẢN",
    "count": "BIÊN BẢN KIỂM PHIẾU",
    "report": "BÁO CÁO THÀNH TÍCH",
    "summary": "TÓM TẮT THÀNH TÍCH",
    "summaries": "TÓM TẮT THÀNH TÍCH",
    "roster": "DANH SÁCH",
    "registration": "BẢN ĐĂNG KÝ THI ĐUA",
    "receipt": "GIẤY BIÊN NHẬN HỒ SƠ",
    "closing": "BÁO CÁO TỔNG KẾT",
}


def between(texts, start, end):
    return texts[texts.index(start) + 1 : texts.index(end)]


@pytest.mark.parametrize("name", HEADS)
def test_every_paper_has_its_head_and_comes_out_the_same_twice(name):
    paper = samples.PAPERS[name]
    made = docx_of(paper)
    texts = lines(made)
    assert texts[texts.index("Độc lập - Tự do - Hạnh phúc") + 1 :].count(HEADS[name]) == 1
    assert made == docx_of(paper)
    cells = word(made).element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tc")
    assert {cell[-1].tag.rpartition("}")[2] for cell in cells} == {"p"}  # Word refuses a cell without a paragraph


def test_decision_counts_adds_up_and_cites():
    texts = lines(docx_of(decision.paper_of(samples.DECISION)))
    articles = [text for text in texts if text.startswith("Điều ")]
    assert articles == [
        "Điều 1. Tặng Giấy khen cho 01 tập thể và 02 cá nhân đã có thành tích xuất sắc trong phong trào thi đua "
        "cải cách hành chính năm 2025 (có danh sách kèm theo).",
        "Điều 2. Tổng số tiền thưởng là 2.808.000 đồng theo khoản 1 Điều 2 Nghị định mẫu, trích từ quỹ thi đua, "
        "khen thưởng của xã; mức thưởng của từng trường hợp ghi trong danh sách.",
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, Trưởng phòng Kinh tế và các tập thể, "
        "cá nhân có tên trong danh sách chịu trách nhiệm thi hành Quyết định này.",
    ]
    assert "Lưu ý trước khi ký: mức thưởng chưa đối chiếu với luật đang có hiệu lực." in texts
    assert texts[texts.index("DANH SÁCH") :] == [
        "DANH SÁCH",
        "Tập thể, cá nhân được tặng Giấy khen",
        "(Kèm theo Quyết định số 07/QĐ-UBND ngày 05/01/2026 của Chủ tịch Ủy ban nhân dân xã Suối Trong)",
        *("TT", "Tên tập thể, họ và tên cá nhân", "Chức vụ, đơn vị", "Hình thức khen thưởng", "Tiền thưởng (đồng)"),
        "I. TẬP THỂ (01)",
        *("1", samples.SCHOOL, "Giấy khen", "1.404.000"),
        "II. CÁ NHÂN (02)",
        *("1", "Nguyễn Thị Ẫn Ướm", f"Hiệu trưởng, {samples.SCHOOL}", "Giấy khen", "702.000"),
        *("2", "Đặng Quốc Ỷ", "Công chức, Văn phòng", "Giấy khen", "702.000"),
        *("Tổng cộng", "2.808.000"),
        "Mức thưởng theo khoản 1 Điều 2 Nghị định mẫu.",
    ]


def test_decision_names_only_the_kinds_that_are_in_it():
    line = replace(samples.AWARDS[0], kind=decision.Awarded.HOUSEHOLD, name="Hộ ông Vàng A Tủa")
    texts = lines(docx_of(decision.paper_of(replace(samples.DECISION, awards=(line,), executors=()))))
    assert next(text for text in texts if text.startswith("Điều 3.")) == (
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Các hộ gia đình có tên trong danh sách chịu trách nhiệm "
        "thi hành Quyết định này."
    )
    assert "I. HỘ GIA ĐÌNH (01)" in texts


def test_decision_without_money_has_no_column_for_it():
    bare = replace(samples.DECISION, awards=tuple(replace(line, bonus=None) for line in samples.AWARDS))
    texts = lines(docx_of(decision.paper_of(bare)))
    assert "Điều 2. Việc khen thưởng tại Điều 1 không kèm tiền thưởng." in texts
    assert "Tiền thưởng (đồng)" not in texts


def test_decision_signed_has_its_number_and_is_no_draft():
    draft = replace(samples.DECISION, draft=True, letterhead=replace(samples.HEAD, number=""))
    final = decision.signed(draft, "123")
    assert "DỰ THẢO" in lines(docx_of(decision.paper_of(draft)))
    assert "DỰ THẢO" not in lines(docx_of(decision.paper_of(final)))
    assert "Số: 123/QĐ-UBND" in lines(docx_of(decision.paper_of(final)))


def test_two_award_forms_are_counted_apart():
    higher = replace(samples.AWARDS[0], award="Bằng khen")
    mixed = replace(samples.DECISION, awards=(*samples.AWARDS[1:], higher))
    texts = lines(docx_of(decision.paper_of(mixed)))
    assert next(text for text in texts if text.startswith("Điều 1.")).startswith(
        "Điều 1. Tặng Giấy khen cho 01 tập thể và 01 cá nhân và Bằng khen cho 01 cá nhân đã có"
    )


def test_minutes_say_who_was_there_and_how_the_votes_fell():
    texts = lines(docx_of(minutes.paper_of(samples.MINUTES)))
    assert between(texts, "I. THÀNH PHẦN", "II. NỘI DUNG") == [
        "Chủ trì: Ông Lò Văn Ủ, Chủ tịch.",
        "Thư ký: Bà Hà Thị Ngữ, Thư ký.",
        "Có mặt: 03/09 thành viên, gồm:",
        "- Ông Lò Văn Ủ, Chủ tịch",
        "- Bà Hà Thị Ngữ, Thư ký",
        "- Ông Đặng Quốc Ỷ, thành viên",
        "Vắng mặt: 01 thành viên:",
        "- Ông Vàng A Tủa, thành viên (đi công tác, gửi phiếu bằng văn bản)",
        "Khách mời: ",
        "- Bà Lý Mỷ, kế toán",
        "Cuộc họp đủ số thành viên theo quy chế của Hội đồng.",
    ]
    votes = between(texts, "Kết quả", "Kết quả: 01/02 đề nghị được thông qua.")
    assert votes == [
        "I. TẬP THỂ",
        *("1", samples.SCHOOL, "Giấy khen", "8", "1", "0", "0", "8/9", "(88,89%)", "Đạt"),
        "II. CÁ NHÂN",
        *("2", "Nguyễn Thị Ẫn Ướm", samples.SCHOOL, "Giấy khen", "6", "1", "0", "1", "6/9", "(66,67%)", "Không đạt"),
    ]
    assert "- Bà Nguyễn Thị Ẫn Ướm không biểu quyết đối với chính mình: là người được đề nghị" in texts


def test_minutes_without_votes_conclude_only():
    quiet = replace(samples.MINUTES, votes=(), conflicts=(), absent=(), guests=(), papers=(), quorum="", ended_at=None)
    texts = lines(docx_of(minutes.paper_of(quiet)))
    assert between(texts, "III. KẾT LUẬN", "THƯ KÝ") == [
        "Chủ trì kết luận:",
        "- Giao Thư ký hoàn thiện hồ sơ trình khen thưởng trước ngày 10/01/2026.",
        "Biên bản được lập tại cuộc họp.",
    ]


def test_count_shows_ballots_receipts_in_order_and_the_seal():
    texts = lines(docx_of(minutes.count_paper_of(samples.COUNT)))
    assert [text for text in texts if text.startswith("- Số phiếu")] == [
        "- Số phiếu phát ra: 09;",
        "- Số phiếu thu về: 09;",
        "- Số phiếu hợp lệ: 08;",
        "- Số phiếu không hợp lệ: 01;",
        "- Số phiếu không thu về: 00.",
    ]
    assert "A1BC-9X · K7QD-2M · ZZ0P-4T" in texts
    assert f"Mã băm SHA-256 của hòm phiếu: {samples.BOX}" in texts


def test_count_where_nobody_passed_says_so():
    lost = replace(samples.COUNT, votes=samples.VOTES[1:], receipts=(), box="", threshold="")
    texts = lines(docx_of(minutes.count_paper_of(lost)))
    assert "Kết quả: không có đề nghị nào trong 01 đề nghị được thông qua." in texts


def test_vote_of_nobody_has_no_share():
    assert minutes.VoteLine("A", "", "Giấy khen", 0, 0, 0, False).share == Fraction(0)


def test_report_ties_claims_to_evidence_and_marks_what_has_none():
    texts = lines(docx_of(report.paper_of(samples.REPORT)))
    assert [text for text in texts if text.startswith(("- Giải", "- Rút", "- Tập"))] == [
        "- Giải quyết đúng hạn 412/415 hồ sơ, đạt 99,28% (minh chứng 1).",
        "- Rút ngắn thời gian xử lý 2 ngày (chưa có minh chứng).",
        "- Tập thể đoàn kết.",
    ]
    assert "Còn 01 nội dung chưa có minh chứng." in texts
    assert [claim.text for claim in report.unproven(samples.REPORT)] == ["Rút ngắn thời gian xử lý 2 ngày"]


def test_report_with_nothing_past_says_so():
    fresh = replace(samples.REPORT, past=(), sections=samples.REPORT.sections[1:], discipline="")
    texts = lines(docx_of(report.paper_of(fresh)))
    assert between(texts, "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG; KỶ LUẬT", "XÁC NHẬN CỦA THỦ TRƯỞNG") == [
        "Chưa có hình thức khen thưởng nào được ghi nhận."
    ]


def test_registration_names_collectives_and_counts_individuals():
    texts = lines(docx_of(samples.PAPERS["registration"]))
    assert between(texts, "I. TẬP THỂ", "II. CÁ NHÂN")[4:] == ["1", samples.SCHOOL, "Giấy khen", "100% hồ sơ đúng hạn"]
    assert between(texts, "II. CÁ NHÂN", "III. NỘI DUNG CAM KẾT")[4:] == [
        *("1", "Tổ Văn phòng", "Giấy khen", "3"),
        *("2", "Tổ Tự nhiên", "Giấy khen", "5"),
        *("Tổng số", "8"),
    ]


def test_registration_of_nobody_says_so():
    empty = replace(samples.REGISTRATION, collectives=(), headcounts=(), pledges=())
    texts = lines(docx_of(registration.paper_of(empty)))
    assert between(texts, "I. TẬP THỂ", "Nơi nhận:") == [
        "Không đăng ký tập thể.",
        "II. CÁ NHÂN",
        "Không đăng ký cá nhân.",
    ]


def test_receipt_keeps_time_and_hash():
    texts = lines(docx_of(samples.PAPERS["receipt"]))
    assert "Thời điểm nhận: 08 giờ 05 phút, ngày 05 tháng 01 năm 2026" in texts
    assert "".join(texts[texts.index("9f86d081884c7d65") :][:4]) == samples.BOX


def test_roster_numbers_each_group_from_one():
    texts = lines(docx_of(samples.PAPERS["roster"]))
    assert between(texts, "I. CÁ NHÂN", "Xếp theo điểm từ cao xuống thấp.") == [
        *("1", "Nguyễn Thị Ẫn Ướm", samples.SCHOOL, "92,5"),
        *("2", "Đặng Quốc Ỷ", "Văn phòng", "90"),
        "II. HỘ GIA ĐÌNH",
        *("1", "Hộ ông Vàng A Tủa", "Bản Nậm Nghẹp", "88"),
    ]


def test_roster_with_many_columns_lies_on_its_side():
    wide = replace(samples.ROSTER, columns=samples.ROSTER.columns * 2, groups=(roster.Group("", (("x",) * 6,)),))
    assert roster.paper_of(wide).landscape is True


def test_papers_about_nobody_are_wrong_use():
    with pytest.raises(ValueError, match="without awards"):
        decision.paper_of(replace(samples.DECISION, awards=()))
    with pytest.raises(ValueError, match="without names"):
        proposal.paper_of(replace(samples.PROPOSAL, awards=()))
    with pytest.raises(ValueError, match="of nobody"):
        summary.paper_of(samples.COUNCIL, "", (), ())


@pytest.mark.parametrize(
    ("share", "said"),
    [(Fraction(8, 9), "88,89%"), (Fraction(1, 2), "50%"), (Fraction(1), "100%"), (Fraction(1, 8), "12,5%")],
)
def test_percent_rounds_half_up_to_two_decimals(share, said):
    assert phrases.percent(share) == said


def test_moment_needs_its_zone():
    with pytest.raises(ValueError, match="without its zone"):
        phrases.moment(datetime(2026, 1, 5))  # noqa: DTZ001 - it is what must be refused


def test_tie_leaves_gaps_for_what_is_not_known_yet():
    said = phrases.tie("Quyết định", Letterhead("Sở Mẫu", symbol="QĐ-SM"), "Giám đốc Sở Mẫu")
    assert " ".join(said.split()) == "Kèm theo Quyết định số /QĐ-SM ngày / / của Giám đốc Sở Mẫu"


@pytest.mark.parametrize(
    ("agency", "said"), [("Ủy ban nhân dân xã Mẫu", "UBND xã Mẫu"), ("Sở Tài chính", "Sở Tài chính")]
)
def test_short_names_bodies_as_running_text_does(agency, said):
    assert phrases.short(agency) == said


def test_chart_of_a_closing_report_says_its_figures_in_words():
    made = word(docx_of(samples.PAPERS["closing"]))
    (shape,) = made.inline_shapes
    assert shape._inline.docPr.get("descr") == f"Hồ sơ đúng hạn. Tổ Một cửa: 99,28%; {samples.SCHOOL}: 80%."
    assert round(shape.width.mm) == 150


@pytest.mark.parametrize("values", [(), (("A", Decimal(-1)),)])
def test_chart_of_nothing_or_below_nought_is_wrong_use(values):
    with pytest.raises(ValueError, match="bars need values"):
        charts.bars("A", values)


def test_receipt_and_decision_and_letter_leave_out_what_is_not_given():
    bare = replace(samples.RECEIPT, files=(), missing=(), check_at="https://thidua.example.vn/bien-nhan/7")
    texts = lines(docx_of(receipt.paper_of(bare)))
    assert "Hồ sơ không có tệp đính kèm." in texts
    assert "Tra cứu tại: https://thidua.example.vn/bien-nhan/7" in texts
    plain = replace(samples.DECISION, unverified="", proposal="")
    assert [
        text for text in lines(docx_of(decision.paper_of(plain))) if "Lưu ý" in text or "Theo đề nghị" in text
    ] == []
    letter = replace(samples.PROPOSAL, bases=(), attached=(), missing=())
    texts = lines(docx_of(proposal.paper_of(letter)))
    assert [text for text in texts if text.startswith(("Căn cứ", "Hồ sơ kèm", "Còn thiếu"))] == []


def test_minutes_without_conclusions_end_with_the_votes():
    short = replace(samples.MINUTES, conclusions=())
    texts = lines(docx_of(minutes.paper_of(short)))
    assert texts[texts.index("Kết quả: 01/02 đề nghị được thông qua.") + 1].startswith("Cuộc họp kết thúc lúc 10 giờ")
