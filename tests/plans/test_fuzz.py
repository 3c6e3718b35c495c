"""Whatever a file holds, reading it ends soon, in little memory, with a text or with one sentence.

2,000 files are made from a few small ones with a fixed seed; FUZZ=long makes ten times as many.
"""

import os
import random
import resource
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plans.test_command import quotes
from tests.plans.word_files import docx, level, listed, numbering, p, r, table
from thidua.base.refusal import Refused
from thidua.plans import reader
from thidua.plans.source import Source, from_text, load

LONG = os.environ.get("FUZZ") == "long"
FILES = 20_000 if LONG else 2_000
SECONDS = 10
MEGABYTES = 500
WORDS = ["KẾ", "HOẠCH", "thi", "đua", "năm", "2026", "trước", "ngày", "05/01/2027", "không", "quá", "03", "tập", "thể"]

Make = Callable[[random.Random], bytes]


def word_file() -> bytes:
    body = (
        table(["UBND XÃ A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: /KH-UBND", "A, ngày tháng 01 năm 2026"])
        + p(r("KẾ HOẠCH", "Times New Roman"))
        + "".join(listed(" ".join(WORDS), 1, depth) for depth in (0, 1, 1, 2))
        + table(["TT", "Tiêu chí"], ["1", "Đúng hạn"], bordered=True)
        + p("<w:ins>" + r("Lưu: VT.") + "</w:ins>")
    )
    lists = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))
    return docx(body, numbering=lists, header1=p("2"), styles='<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>')


def pdf_file() -> bytes:
    paragraphs = "\n\n".join(f"{at}. " + " ".join(WORDS * 4) for at in range(1, 9))
    ruled = "#table(columns: 3, [TT], [Tiêu chí], [Điểm], [1], [Đúng hạn], [10])"
    head = "#grid(columns: 2, [UBND XÃ A], [CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM])"
    made: bytes = typst.compile(f"{head}\n\n{paragraphs}\n\n{ruled}".encode())
    return made


def plain_pdf(numbers: random.Random) -> bytes:
    """A PDF of one uncompressed page, words thrown anywhere in any size, lines drawn anywhere."""
    marks = []
    for _ in range(numbers.randrange(1, 60)):
        x, y, size = numbers.uniform(-900, 900), numbers.uniform(-900, 900), numbers.choice([0, 1, 14, 900, -3])
        marks.append(
            f"BT /F {size} Tf {x:.1f} {y:.1f} Td ({numbers.choice(['So: 5', 'KH', '-', '1.', '', 'a b'])}) Tj ET"
        )
        marks.append(f"{x:.1f} {y:.1f} {numbers.uniform(-99, 999):.1f} {numbers.choice([0, 0.5, 300])} re f")
    drawn = "\n".join(marks).encode()
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
        b"/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length " + str(len(drawn)).encode() + b">>stream\n" + drawn + b"\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\ntrailer<</Root 1 0 R>>"
    )


def text_file() -> bytes:
    lines = [
        "## **KẾ HOẠCH**",
        "",
        "| TT | Tên |",
        "|---|---|",
        "| 1 | Đào |",
        *(f"- {' '.join(WORDS)}" for _ in range(20)),
    ]
    return "\n".join(lines).encode()


def cut(content: bytes, numbers: random.Random) -> bytes:
    return content[: numbers.randrange(len(content))]


def spoilt(content: bytes, numbers: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(numbers.randrange(1, 30)):
        changed[numbers.randrange(len(changed))] = numbers.randrange(256)
    return bytes(changed)


def shuffled(content: bytes, numbers: random.Random) -> bytes:
    size = max(1, len(content) // 12)
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    numbers.shuffle(pieces)
    return b"".join(pieces)


def repeated(content: bytes, numbers: random.Random) -> bytes:
    at = numbers.randrange(len(content))
    return content[:at] + content[at : at + numbers.randrange(1, 60)] * numbers.randrange(2, 200) + content[at:]


def rezipped(content: bytes, numbers: random.Random) -> bytes:
    """Spoil the XML inside, so that the file itself is sound."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            change = numbers.choices([tags_swapped, spoilt, cut], [20, 1, 1])[0]
            part = before.read(name)
            after.writestr(name, change(part, numbers) if numbers.random() < 0.5 else part)
    return stream.getvalue()


def tags_swapped(content: bytes, numbers: random.Random) -> bytes:
    """Keep the XML well formed but use elements where they do not belong."""
    names = [
        b"w:p>",
        b"w:tbl>",
        b"w:tr>",
        b"w:tc>",
        b"w:r>",
        b"w:t>",
        b"w:ins>",
        b"w:del>",
        b"w:sdtContent>",
        b"w:pict>",
    ]
    one, other = numbers.sample(names, 2)
    return content.replace(one, b"w:swap>").replace(other, one).replace(b"w:swap>", other)


def nested(content: bytes, numbers: random.Random) -> bytes:
    for _ in range(numbers.randrange(1, 5)):
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(numbers.choice(["a.docx", "word/document.xml", "word/styles.xml"]), content)
        content = stream.getvalue()
    return content


def deep(numbers: random.Random) -> bytes:
    name = numbers.choice(["w:tbl><w:tr><w:tc", "w:sdt><w:sdtContent", "w:ins", "w:p><w:r><w:pict><w:txbxContent"])
    depth = numbers.randrange(1, 400)
    closing = "".join(f"</{part}>" for part in reversed(name.split("><")))
    return docx(f"<{name}>" * depth + p("đáy") + closing * depth)


def huge_table(numbers: random.Random) -> bytes:
    return docx(table(*([["1", "Đúng hạn"]] * numbers.randrange(100, 800)), bordered=True) * numbers.randrange(1, 3))


def crowded(numbers: random.Random) -> bytes:
    """Little to unpack, but as many elements as are let in, and more."""
    one = numbers.choice(
        ["<w:p/>", "<w:p><w:r><w:t>a</w:t></w:r></w:p>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"]
    )
    return docx(one * (numbers.choice([380_000, 900_000, 2_000_000]) // one.count("<")))


def noise(numbers: random.Random) -> bytes:
    start = numbers.choice(
        [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xff\xfe", b"\xef\xbb\xbf", b"# ", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
    )
    return start + numbers.randbytes(numbers.randrange(1, 3000))


def changed(content: bytes, *ways: Callable[[bytes, random.Random], bytes]) -> Make:
    return lambda numbers: numbers.choice(ways)(content, numbers)


@pytest.fixture(scope="module")
def makers() -> list[Make]:
    bytewise = (cut, spoilt, shuffled, repeated)
    return [
        changed(word_file(), *bytewise, nested),
        changed(word_file(), rezipped),
        changed(pdf_file(), *bytewise, nested),
        changed(text_file(), *bytewise),
        plain_pdf,
        noise,
    ]


def attempt(content: bytes) -> Source | str:
    """Read; a refusal is an answer too, anything else flies."""
    started = time.monotonic()
    try:
        answer: Source | str = load("ke-hoach", content)
    except Refused as refused:
        answer = str(refused)
    assert time.monotonic() - started < SECONDS
    return answer


def assert_quotes_stand(source: Source) -> int:
    """Every place of the draft holds its words; gives how many there are."""
    places = quotes(reader.read(source).to_json())
    for place in places:
        start, end = int(str(place["start"])), int(str(place["end"]))
        assert source.text[start:end] == place["quote"]
        assert source.text.count("\n", 0, start) + 1 == place["line"]
    return len(places)


PIECES = [
    "KẾ HOẠCH",
    "Phát động phong trào thi đua năm 2026",
    "Số: /KH-UBND",
    "Số: 12/KH-UBND",
    "A, ngày 05 tháng 01 năm 2026",
    "UBND XÃ A",
    "I. MỤC ĐÍCH",
    "1. Đối tượng thi đua",
    "- Tập thể: các thôn",
    "III. TIÊU CHÍ",
    "a) Đối với tập thể",
    "- Đạt trên 95% và không quá 2%",
    "b) Đối với cá nhân",
    "- Có sáng kiến được công nhận",
    "2. Số lượng",
    "- Không quá 02 tập thể, 05 cá nhân",
    "Nơi nhận:",
    "- Lưu: VT.",
    "Gửi hồ sơ về UBND xã (qua Văn phòng) **trước ngày 30/02/2026**",
    "- Giấy khen của Chủ tịch UBND xã",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Lê Thị Bình",
    "Chậm nhất 15 ngày kể từ ngày",
    "Căn cứ Kế hoạch số 64/KH-UBND ngày 22/3//2022 của UBND tỉnh;",
    " TT ",
    " Tiêu chí ",
    " Điểm ",
    "\u00ad",
    "\u0301",
    "*",
    "#",
    "| TT | Tiêu chí | Điểm |",
]


@settings(max_examples=3_000 if LONG else 150, deadline=None, derandomize=not LONG)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=40), st.sampled_from(["\n", "\n\n", " "]))
def test_every_quotation_stands_verbatim_at_its_place(lines: list[str], between: str) -> None:
    assert_quotes_stand(from_text(between.join(lines)))


def test_fuzzed_files_give_a_text_or_a_sentence(makers: list[Make]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read = quoted = 0
    for at in range(FILES):
        numbers = random.Random(at)
        answer = attempt(makers[at % len(makers)](numbers))
        if isinstance(answer, str):
            assert "Hãy" in answer, f"seed {at}: {answer}"
        else:
            read += 1
            cells = [span for found in answer.tables for row in found.rows for span in row]
            assert all(0 <= start <= end <= len(answer.text) for start, end in cells), f"seed {at}"
            quoted += assert_quotes_stand(answer) if at % 5 == 0 else 0
    assert (read > FILES / 10, quoted > FILES / 10) == (True, True)  # else the files were too broken to try anything
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1024


@pytest.mark.parametrize(("make", "times"), [(deep, 40), (huge_table, 20), (crowded, 2)])
def test_deep_and_huge_files_give_a_text_or_a_sentence(make: Make, times: int) -> None:
    for at in range(times * (10 if LONG else 1)):
        answer = attempt(make(random.Random(at)))
        assert isinstance(answer, Source) or "Hãy" in answer
