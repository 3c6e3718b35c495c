"""One dull paper of every kind, in the words of no real office."""

from datetime import UTC, date, datetime
from decimal import Decimal

from thidua.documents import (
    charts,
    closing,
    decision,
    minutes,
    proposal,
    receipt,
    registration,
    report,
    roster,
    summary,
)
from thidua.documents.decision import Awarded, AwardLine
from thidua.documents.layout import Align, Column, Letterhead, Paper, Signature, Table

HEAD = Letterhead(
    "Ủy ban nhân dân xã Suối Trong", "Ủy ban nhân dân tỉnh Mẫu", "7", "QĐ-UBND", "Suối Trong", date(2026, 1, 5)
)
COUNCIL = Letterhead(
    "Hội đồng Thi đua - Khen thưởng", "Ủy ban nhân dân xã Suối Trong", place="Suối Trong", day=HEAD.day
)
SCHOOL = "Trường Phổ thông Dân tộc bán trú Trung học cơ sở Nậm Nghẹp"
CHAIR = Signature(("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"), "Nguyễn Thị Ẫn Ướm")
AT = datetime(2026, 1, 5, 1, 5, tzinfo=UTC)
AWARDS = (
    AwardLine(Awarded.INDIVIDUAL, "Nguyễn Thị Ẫn Ướm", "Giấy khen", SCHOOL, "Hiệu trưởng", Decimal(702_000)),
    AwardLine(Awarded.COLLECTIVE, SCHOOL, "Giấy khen", "", "", Decimal(1_404_000)),
    AwardLine(Awarded.INDIVIDUAL, "Đặng Quốc Ỷ", "Giấy khen", "Văn phòng", "Công chức", Decimal(702_000)),
)
DECISION = decision.Decision(
    HEAD,
    "Về việc khen thưởng thành tích trong phong trào thi đua cải cách hành chính năm 2025",
    "Chủ tịch Ủy ban nhân dân xã Suối Trong",
    ("Căn cứ Luật Mẫu số 1", "Căn cứ Kế hoạch số 12/KH-UBND ngày 03/02/2025 của Ủy ban nhân dân xã"),
    "đã có thành tích xuất sắc trong phong trào thi đua cải cách hành chính năm 2025",
    AWARDS,
    ("Chánh Văn phòng", "Trưởng phòng Kinh tế"),
    CHAIR,
    "Theo đề nghị của Hội đồng Thi đua – Khen thưởng xã",
    "khoản 1 Điều 2 Nghị định mẫu",
    "quỹ thi đua, khen thưởng của xã",
    "mức thưởng chưa đối chiếu với luật đang có hiệu lực",
)
PROPOSAL = proposal.Proposal(
    Letterhead("Phòng Văn hóa – Xã hội", "Ủy ban nhân dân xã Suối Trong", "12", "TTr-VHXH", "Suối Trong", HEAD.day),
    "Về việc đề nghị khen thưởng năm 2025",
    ("Chủ tịch Ủy ban nhân dân xã Suối Trong", "Hội đồng Thi đua – Khen thưởng xã"),
    DECISION.bases,
    AWARDS,
    Signature(("Trưởng phòng",), "Lò Văn Ủ"),
    ("Phòng đã họp ngày 02/01/2026, 05/05 người đồng ý.",),
    ("Biên bản họp", "Báo cáo thành tích"),
    ("bản tóm tắt thành tích",),
)
VOTES = (
    minutes.VoteLine(SCHOOL, "", "Giấy khen", 8, 1, 9, True, group="I. TẬP THỂ"),
    minutes.VoteLine("Nguyễn Thị Ẫn Ướm", SCHOOL, "Giấy khen", 6, 1, 9, False, invalid=1, group="II. CÁ NHÂN"),
)
CONFLICTS = (minutes.Conflict("Bà Nguyễn Thị Ẫn Ướm", "chính mình", "là người được đề nghị"),)
BOX = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
PEOPLE = tuple(
    minutes.Attendee(name, place)
    for name, place in (("Ông Lò Văn Ủ", "Chủ tịch"), ("Bà Hà Thị Ngữ", "Thư ký"), ("Ông Đặng Quốc Ỷ", "thành viên"))
)
MINUTES = minutes.Minutes(
    COUNCIL,
    "Xét khen thưởng phong trào thi đua năm 2025",
    AT,
    datetime(2026, 1, 5, 3, 30, tzinfo=UTC),
    "Phòng họp số 1, trụ sở Ủy ban nhân dân xã",
    PEOPLE[0],
    PEOPLE[1],
    9,
    PEOPLE,
    (minutes.Attendee("Ông Vàng A Tủa", "thành viên", "đi công tác, gửi phiếu bằng văn bản"),),
    (minutes.Attendee("Bà Lý Mỷ", "kế toán"),),
    "Cuộc họp đủ số thành viên theo quy chế của Hội đồng.",
    ("Tờ trình số 12/TTr-VHXH", "02 hồ sơ đề nghị khen thưởng"),
    ("Thư ký báo cáo kết quả thẩm định. Các thành viên thảo luận từng đề nghị.",),
    "Tỷ lệ cần thiết: 80% trên tổng số thành viên (quy chế của Hội đồng, Điều 4).",
    "bỏ phiếu kín",
    VOTES,
    CONFLICTS,
    ("Giao Thư ký hoàn thiện hồ sơ trình khen thưởng trước ngày 10/01/2026.",),
)
COUNT = minutes.Count(
    COUNCIL,
    "Phiên họp ngày 05/01/2026 xét khen thưởng năm 2025",
    AT,
    MINUTES.venue,
    "bỏ phiếu kín",
    9,
    PEOPLE,
    9,
    9,
    1,
    VOTES,
    MINUTES.threshold,
    CONFLICTS,
    ("K7QD-2M", "A1BC-9X", "ZZ0P-4T"),
    BOX,
)
PROOF = report.Evidence("Báo cáo kết quả giải quyết thủ tục hành chính", "15/BC-UBND ngày 02/12/2025", BOX)
REPORT = report.Report(
    Letterhead(SCHOOL, "Ủy ban nhân dân xã Suối Trong", "3", "BC-THCS", "Suối Trong", HEAD.day),
    "Đề nghị tặng Giấy khen trong phong trào thi đua năm 2025",
    (("Họ và tên", "Nguyễn Thị Ẫn Ướm"), ("Chức vụ, đơn vị", f"Hiệu trưởng, {SCHOOL}"), ("Ngày sinh", "")),
    (
        report.Section(
            "Tỷ lệ hồ sơ giải quyết đúng hạn",
            (
                report.Claim("Giải quyết đúng hạn 412/415 hồ sơ, đạt 99,28%.", (PROOF,)),
                report.Claim("Rút ngắn thời gian xử lý 2 ngày"),
                report.Claim("Tập thể đoàn kết", needs_evidence=False),
            ),
            "điểm a khoản 2 Mục II Kế hoạch số 12/KH-UBND",
        ),
        report.Section("Sáng kiến", ()),
    ),
    (Signature(("Xác nhận của thủ trưởng",), "Lò Văn Ủ"), Signature(("Người báo cáo",), "Nguyễn Thị Ẫn Ướm")),
    ("Giấy khen năm 2024 (Quyết định số 3/QĐ-UBND ngày 06/01/2025)",),
    "Không bị kỷ luật trong thời gian xét.",
)
SUMMARY = summary.Summary(
    "Nguyễn Thị Ẫn Ướm",
    SCHOOL,
    "Giấy khen",
    ("Giải quyết đúng hạn 99,28% hồ sơ.", "Có 01 sáng kiến."),
    "Hiệu trưởng",
    "Đạt",
)
ROSTER = roster.Roster(
    HEAD,
    "Đề nghị khen thưởng năm 2025",
    (Column("Họ và tên", 60), Column("Đơn vị", 70), Column("Điểm", 20, Align.RIGHT)),
    (
        roster.Group("I. CÁ NHÂN", (("Nguyễn Thị Ẫn Ướm", SCHOOL, "92,5"), ("Đặng Quốc Ỷ", "Văn phòng", "90"))),
        roster.Group("II. HỘ GIA ĐÌNH", (("Hộ ông Vàng A Tủa", "Bản Nậm Nghẹp", "88"),)),
    ),
    notes=("Xếp theo điểm từ cao xuống thấp.",),
    signatures=(Signature(("Người lập",), "Hà Thị Ngữ"), CHAIR),
)
REGISTRATION = registration.Registration(
    Letterhead(SCHOOL, "Ủy ban nhân dân xã Suối Trong", "", "ĐK-THCS", "Suối Trong", HEAD.day),
    "Năm 2026",
    ("Ủy ban nhân dân xã Suối Trong",),
    "phong trào thi đua cải cách hành chính năm 2026",
    (registration.Promise(SCHOOL, "Giấy khen", "100% hồ sơ đúng hạn"),),
    (registration.Headcount("Tổ Văn phòng", "Giấy khen", 3), registration.Headcount("Tổ Tự nhiên", "Giấy khen", 5)),
    Signature(("Hiệu trưởng",), "Nguyễn Thị Ẫn Ướm"),
    ("Không để hồ sơ quá hạn",),
)
RECEIPT = receipt.Receipt(
    COUNCIL,
    "HS-2026-0007",
    "Đề nghị tặng Giấy khen cho Nguyễn Thị Ẫn Ướm",
    SCHOOL,
    "Lò Thị Mẩy",
    AT,
    "Hà Thị Ngữ",
    (receipt.ReceivedFile("bao-cao-thanh-tich-rat-dai-cua-truong.docx", 1_234_567, BOX, AT),),
    "Đúng hạn (hạn cuối 09/01/2026)",
    ("biên bản họp",),
)
CLOSING = closing.Closing(
    HEAD,
    "Phong trào thi đua cải cách hành chính năm 2025",
    (
        closing.Part("Công tác chỉ đạo", ("Ủy ban nhân dân xã đã ban hành 01 kế hoạch.",), ("Phổ biến đến 12 đơn vị",)),
        closing.Part(
            "Kết quả",
            tables=(
                Table(
                    (Column("Chỉ tiêu", 80), Column("Kết quả", 40, Align.RIGHT)),
                    (("Hồ sơ đúng hạn", "99,28%"),),
                    caption="Bảng 1. Kết quả chính",
                ),
            ),
            pictures=(charts.bars("Hồ sơ đúng hạn", (("Tổ Một cửa", Decimal("99.28")), (SCHOOL, Decimal(80))), "%"),),
            gap="Chưa có số liệu của 02 đơn vị.",
        ),
    ),
    CHAIR,
)
PAPERS: dict[str, Paper] = {
    "decision": decision.paper_of(DECISION),
    "proposal": proposal.paper_of(PROPOSAL),
    "minutes": minutes.paper_of(MINUTES),
    "count": minutes.count_paper_of(COUNT),
    "report": report.paper_of(REPORT),
    "summary": summary.paper_of(COUNCIL, "Năm 2025", (SUMMARY,), (CHAIR,)),
    "summaries": summary.paper_of(COUNCIL, "Năm 2025", (SUMMARY, SUMMARY), (CHAIR,)),
    "roster": roster.paper_of(ROSTER),
    "registration": registration.paper_of(REGISTRATION),
    "receipt": receipt.paper_of(RECEIPT),
    "closing": closing.paper_of(CLOSING),
}
