"""A PDF gives the paragraphs that were typed, whatever the page did to them."""

import zlib
from io import BytesIO

import pypdf
import pytest
import typst

from thidua.base.refusal import Refused
from thidua.plans.source import Source, load

LONG = (
    "Các phòng, đơn vị hoàn thành nhiệm vụ được giao đúng hạn, không để hồ sơ trễ hẹn, thực hiện nghiêm kỷ luật, "
    "kỷ cương, gắn với phát triển kinh tế - xã hội giai đoạn 2021-2025 theo Kế hoạch số 24/KH-UBND của huyện"
)
PAGE = (
    '#set page("a4", numbering: "1", number-align: top + center)\n#set text(size: 14pt, lang: "vi", hyphenate: false)\n'
)
JUSTIFIED = PAGE + "#set par(justify: true, first-line-indent: (amount: 1.27cm, all: true), spacing: 0.9em)\n"
RAGGED = PAGE + "#set par(justify: false, spacing: 1em)\n"
HANGING = PAGE + "#set par(justify: true, hanging-indent: 1cm, spacing: 1em)\n"
BLOCKS = PAGE + "#set par(justify: false, leading: 1em, spacing: 1.4em)\n"
INDENTED = PAGE + "#set par(justify: false, leading: 1em, first-line-indent: (amount: 1cm, all: true), spacing: 1em)\n"


def pdf(markup: str) -> bytes:
    made: bytes = typst.compile(markup.encode())
    return made


def read(markup: str) -> Source:
    return load("a.pdf", pdf(markup))


def typed(lines: list[str]) -> str:
    """Typst markup for lines whose signs are to stay as they are."""
    return "\n\n".join(f'#par[#"{line}"]' for line in lines)


@pytest.mark.parametrize("style", [JUSTIFIED, RAGGED, HANGING, BLOCKS, INDENTED])
def test_paragraphs_are_joined_over_lines_and_pages(style: str) -> None:
    lines = [f"{at}. {LONG} ({at})." if at % 3 else f"- {LONG}; mục {at};" for at in range(1, 40)]
    source = read(style + typed(lines))
    assert source.text.split("\n") == lines
    assert source.kind == "pdf"


def test_short_paragraphs_stay_apart() -> None:
    lines = [
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "- Đúng hạn;",
        "- Đầy đủ.",
        "Các xã thực hiện.",
        "Các thôn thực hiện.",
        f"{LONG}.",
    ]
    assert read(JUSTIFIED + typed(lines)).text.split("\n") == lines


@pytest.mark.parametrize("style", [RAGGED, JUSTIFIED])
@pytest.mark.parametrize("start", ["IV- THỜI GIAN", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"])
def test_a_full_line_does_not_swallow_what_begins_anew(style: str, start: str) -> None:
    words = LONG.split()
    ends = [" ".join(words[:count]) + "." for count in range(10, 20)]  # one of them fills its line
    lines = [line for end in ends for line in (end, start)]
    assert read(style + typed(lines)).text.split("\n") == lines


def test_centred_titles_are_joined_and_kept_from_the_body() -> None:
    title = "Phát động phong trào thi đua đẩy mạnh cải cách hành chính trên địa bàn huyện giai đoạn 2023-2025"
    markup = f'#align(center)[#set par(first-line-indent: 0pt)\nKẾ HOẠCH\n\n#"{title}"]\n\n'
    source = read(JUSTIFIED + markup + typed([f"{LONG}."] * 3))
    assert [line for line in source.text.split("\n") if line] == ["KẾ HOẠCH", title, *[f"{LONG}."] * 3]


def test_letterhead_and_signature_come_column_by_column() -> None:
    head = (
        "#grid(columns: (1fr, 1.4fr), align: center, [UBND HUYỆN A \\ *PHÒNG NỘI VỤ* \\ Số: 5/KH-PNV], "
        "[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \\ Độc lập - Tự do - Hạnh phúc \\ A, ngày 05 tháng 01 năm 2026])\n\n"
    )
    foot = (
        '#grid(columns: (1fr, 1fr), [Nơi nhận: \\ #"- Các cơ quan chuyên môn thuộc UBND huyện và UBND các xã;" \\ '
        '#"- Lưu: VT."], align(center)[TRƯỞNG PHÒNG \\ #v(1.5cm) Lê Văn B])'
    )
    source = read(PAGE + "#set text(size: 11pt)\n" + head + typed([f"{LONG}."]) + "\n\n" + foot)
    assert [line for line in source.text.split("\n") if line] == [
        "UBND HUYỆN A",
        "PHÒNG NỘI VỤ",
        "Số: 5/KH-PNV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "A, ngày 05 tháng 01 năm 2026",
        f"{LONG}.",
        "Nơi nhận:",
        "- Các cơ quan chuyên môn thuộc UBND huyện và UBND các xã;",
        "- Lưu: VT.",
        "TRƯỞNG PHÒNG",
        "Lê Văn B",
    ]


def test_a_ruled_table_gives_its_rows_over_pages() -> None:
    rows = "".join(f"[{at}], [{LONG} {at}], [{at}0]," for at in range(1, 16))
    head = "table.header([TT], [Tiêu chí], [Điểm]),"
    source = read(f"{PAGE}Bảng điểm\n\n#table(columns: (1cm, 1fr, 2cm), {head} {rows})")
    (table,) = source.tables
    cells = [[source.text[start:end] for start, end in row] for row in table.rows]
    assert cells == [["TT", "Tiêu chí", "Điểm"], *([str(at), f"{LONG} {at}", f"{at}0"] for at in range(1, 16))]


def test_a_running_head_is_dropped() -> None:
    style = JUSTIFIED.replace("a4", 'a4", header: [Kế hoạch thi đua], footer: [Trang 1/5], x: "', 1).replace(
        ', x: ""', ""
    )
    lines = [f"{at}. {LONG}." for at in range(1, 60)]
    assert read(style + typed(lines)).text.split("\n") == lines


def locked(content: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(content))
    writer.encrypt("mật khẩu", algorithm="AES-128")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def bomb() -> bytes:
    packed = zlib.compress(b"0 " * 150_000_000, 9)
    head = b"%PDF-1.4\n4 0 obj<</Filter/FlateDecode/Length " + str(len(packed)).encode() + b">>stream\n"
    return head + packed + b"\nendstream endobj"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (pdf("#rect(width: 5cm, height: 5cm, fill: red)"), "bản quét"),
        (b"%PDF-1.7\nx", "bị hỏng"),
        (locked(pdf("Kế hoạch")), "mật khẩu"),
        (pdf("#for _ in range(249) [a #pagebreak()]"), "chỉ đọc được tới 200 trang"),
        (bomb(), "bất thường"),
        (pdf("\ue001\ue002\ue003 " * 30), "không ghi bảng mã"),
    ],
    ids=["scan", "broken", "locked", "long", "bomb", "letters"],
)
def test_what_cannot_be_read_is_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        load("ke-hoach.docx", content)
    assert "Hãy" in str(refused.value)
