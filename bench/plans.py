"""Reading plans: a long one, and many. Each is measured in a process of its own, so memory is that of reading alone."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import Row

PARAGRAPHS = 700  # sixty pages of A4 in letters of 13 points
SENTENCE = (
    "Các phòng, đơn vị hoàn thành {at}% nhiệm vụ được giao đúng hạn, không để hồ sơ trễ hẹn, thực hiện nghiêm kỷ luật, "
    "kỷ cương, có sáng kiến được công nhận và báo cáo kết quả trước ngày 05/12/2026 để tổng hợp, bình xét theo quy định"
)
_RUN = """
import json, resource, sys, time
from pathlib import Path
from thidua.plans import {reader}
files = [(path.name, path.read_bytes()) for path in sorted(Path(sys.argv[1]).iterdir())]
started = time.process_time()
for name, content in files:
    {call}
seconds = time.process_time() - started
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
TEXT_ONLY = _RUN.format(reader="source", call="source.load(name, content)")
WHOLE = _RUN.format(reader="reader, source", call="reader.read(source.load(name, content))")


def plan(paragraphs: int) -> list[str]:
    """Lines of a plan of our own, as long as asked."""
    body = [f"- {SENTENCE.format(at=at % 100)}." for at in range(paragraphs)]
    return [
        "UBND HUYỆN A",
        "Số: 12/KH-UBND",
        "A, ngày 05 tháng 01 năm 2026",
        "KẾ HOẠCH",
        "Phát động phong trào thi đua năm 2026",
        "I. MỤC ĐÍCH, YÊU CẦU",
        *body[: paragraphs // 4],
        "II. TIÊU CHÍ THI ĐUA",
        "1. Đối với tập thể",
        *body[paragraphs // 4 : paragraphs // 2],
        "2. Đối với cá nhân",
        *body[paragraphs // 2 : -paragraphs // 8],
        "III. TỔ CHỨC THỰC HIỆN",
        *body[-paragraphs // 8 :],
        "Nơi nhận:",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Lê Văn B",
    ]


def write_docx(lines: list[str], path: Path) -> None:
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))


def write_pdf(lines: list[str], path: Path) -> None:
    import typst

    text = "\n\n".join(line.replace("-", "\\-", 1) for line in lines)
    path.write_bytes(typst.compile(f'#set page("a4")\n#set text(size: 13pt)\n#set par(justify: true)\n{text}'.encode()))


def write_text(lines: list[str], path: Path) -> None:
    path.write_text("\n\n".join(lines), encoding="utf-8")


def run(script: str, folder: Path) -> tuple[float, float]:
    """Give processor seconds and megabytes of reading all files of a folder."""
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, check=True, text=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def measurements() -> Iterator[Row]:
    """A plan of sixty pages in each format, then two hundred plans of four pages."""
    for kind, write in (("txt", write_text), ("docx", write_docx), ("pdf", write_pdf)):
        with tempfile.TemporaryDirectory() as name:
            write(plan(PARAGRAPHS), Path(name) / f"long.{kind}")
            seconds, megabytes = run(WHOLE, Path(name))
        yield Row(f"60-pages-{kind}", seconds, "s", 1)
        yield Row(f"60-pages-{kind}-memory", megabytes, "MB", 150)
    with tempfile.TemporaryDirectory() as name:
        for at in range(200):
            write = (write_text, write_docx, write_pdf)[at % 3]
            write(plan(60), Path(name) / f"{at:03}.{('txt', 'docx', 'pdf')[at % 3]}")
        seconds, _ = run(WHOLE, Path(name))
    yield Row("200-plans", seconds, "s", 20)
