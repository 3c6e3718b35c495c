"""How fast papers, tables and certificates are made; certificates in a process of their own, to see its memory."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from bench import Row
from thidua.documents import decision, office, printed, sheets
from thidua.documents.certificates import Certificate, Shared, batch
from thidua.documents.decision import Awarded, AwardLine
from thidua.documents.layout import Annex, Letterhead, Paper, Paragraph, Signature
from thidua.documents.word import docx_of

MANY = 10_000
MERGED = 300  # pages LibreOffice is timed on; its time grows with the pages
NAMES = (
    "Nguyễn Thị Ẫn Ướm",
    "Trường Phổ thông Dân tộc bán trú Trung học cơ sở Nậm Nghẹp, xã Suối Trong",
    "Đặng Quốc Ỷ",
)
MERIT = "Đã có thành tích xuất sắc trong phong trào thi đua cải cách hành chính năm 2025"
SHARED = Shared(
    "Giấy khen",
    "Chủ tịch Ủy ban nhân dân xã Suối Trong",
    "Quyết định số 07/QĐ-UBND ngày 05/01/2026",
    "Suối Trong",
    date(2026, 1, 5),
    ("Chủ tịch",),
    "Lò Văn Ủ",
    "https://thidua.example.vn/kiem-tra/",
)


def measurements() -> Iterator[Row]:
    seconds, megabytes, size = _own_process()
    yield Row("certificates: 10,000", seconds, "s", 35)
    yield Row("certificates: most memory", megabytes, "MB", 1200)
    yield Row("certificates: file", size, "MB")
    if office.is_installed():
        merge = _timed(lambda: office.pdf_of(_merge(MERGED), patience=600))
        yield Row("certificates: times as fast as office", (merge / MERGED) / (seconds / MANY), "x", 2, at_least=True)
    paper = decision.paper_of(_decision(500))
    yield Row("decision of 500 as DOCX", _timed(lambda: docx_of(paper)), "s", 2)
    yield Row("decision of 500 as PDF", _timed(lambda: printed.pdf_of(paper)), "s", 3)
    table = sheets.write(sheets.Leaf("Bảng", (("Họ và tên", 30), ("Điểm", 10)), _rows(MANY)))
    yield Row("table of 10,000 read", _timed(lambda: sheets.read(table, _FIELDS)), "s", 2)
    yield Row("table of 10,000 written", _timed(lambda: sheets.write(sheets.Leaf("B", _HEADS, _rows(MANY)))), "s", 3)


def _timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _own_process() -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.documents", str(Path(folder, "all.pdf"))]
        said = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes, size = map(float, said.stdout.split())
    return seconds, megabytes, size


def _merge(count: int) -> bytes:
    """The same words as a Word file, one page each, without frame and code: what a mail merge would print."""
    pages = tuple(
        Annex("GIẤY KHEN", "", (Paragraph(NAMES[at % 3], bold=True), Paragraph(MERIT)), landscape=True)
        for at in range(count)
    )
    return docx_of(Paper(Letterhead(SHARED.authority), "Giấy khen", annexes=pages))


def _decision(count: int) -> decision.Decision:
    line = AwardLine(Awarded.INDIVIDUAL, NAMES[0], "Giấy khen", NAMES[1], "Hiệu trưởng", Decimal(702_000))
    awards = tuple(replace(line, name=NAMES[at % 3]) for at in range(count))
    head = Letterhead("Ủy ban nhân dân xã Suối Trong", "", "7", "QĐ-UBND", "Suối Trong", SHARED.day)
    signature = Signature(SHARED.signing, SHARED.signer)
    return decision.Decision(head, "Về việc khen thưởng", SHARED.authority, ("Căn cứ",), MERIT, awards, (), signature)


_FIELDS = (sheets.Field("name", "Họ và tên", required=True), sheets.Field("score", "Điểm", sheets.Kind.DECIMAL))
_HEADS = (("Họ và tên", 30.0), ("Điểm", 10.0))


def _rows(count: int) -> list[tuple[str, Decimal]]:
    return [(NAMES[at % 3], Decimal(at) / 4) for at in range(count)]


def _certificates(path: Path) -> None:
    import resource

    many = [Certificate(NAMES[at % 3], MERIT, f"K7QD{at:05d}", "", str(at + 1)) for at in range(MANY)]
    seconds = _timed(lambda: batch(SHARED, many, path, lambda done, whole: None))
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, path.stat().st_size / 2**20)


if __name__ == "__main__":
    _certificates(Path(sys.argv[1]))
