"""The commands as a clerk types them: what comes out, where, and with which exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plans.word_files import docx, p
from thidua.base.text import nfc
from thidua.plans import command

PLAN = """UBND XÃ AN HÒA
Số: /KH-UBND
An Hòa, ngày tháng 01 năm 2026

## **KẾ HOẠCH**
Phát động phong trào thi đua cải cách hành chính năm 2026

UBND xã An Hòa ban hành kế hoạch như sau:
I. TIÊU CHÍ THI ĐUA
1. Đối với tập thể
- Giải quyết đúng hạn **trên 95%** hồ sơ.
II. CÔNG TÁC KHEN THƯỞNG
1. Hình thức khen thưởng
Giấy khen của Chủ tịch UBND xã.
2. Số lượng khen thưởng
- Tập thể: Không quá 02 tập thể.
3. Hồ sơ đề nghị khen thưởng
- Biên bản họp xét khen thưởng.
4. Thời gian nộp hồ sơ
Các thôn gửi hồ sơ về UBND xã (qua Văn phòng) **trước ngày 30/12/2026**.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Lê Thị Bình
"""
BASIS = (
    "Thực hiện Kế hoạch số 64/KH-UBND ngày 05/01/2026 của UBND huyện An Hòa "
    "phát động phong trào thi đua cải cách hành chính năm 2026"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.md"
    path.write_text(PLAN, encoding="utf-8")
    return path


def quotes(item: object) -> list[dict[str, object]]:
    """Every place in a JSON draft."""
    if isinstance(item, list):
        return [found for each in item for found in quotes(each)]
    if not isinstance(item, dict):
        return []
    if item.keys() == {"line", "start", "end", "quote"}:
        return [item]
    return [found for each in item.values() for found in quotes(each)]


def test_read_tells_a_plan(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["read", str(plan)]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert lines[0] == "Kế hoạch: Phát động phong trào thi đua cải cách hành chính năm 2026"
    assert [line for line in lines if line.isupper() and not line.startswith(" ")] == [
        "AI",
        "KHI NÀO",
        "BAO NHIÊU",
        "GIẤY TỜ GÌ",
        "TIÊU CHÍ",
        "AI LÀM GÌ",
        "CĂN CỨ",
        "ĐIỀU CẦN XEM LẠI",
    ]
    assert max(map(len, lines)) <= 80
    assert "  - Số lượng Giấy khen: không quá 02 tập thể (dòng 16)" in lines


def test_json_is_the_contract_with_places_in_the_file_itself(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["read", str(plan), "--json"]) == 0
    draft = json.loads(capsys.readouterr().out)
    assert (draft["schema"], draft["deadlines"][0]["date"]) == (1, "2026-12-30")
    text, lines = nfc(PLAN), nfc(PLAN).split("\n")
    places = quotes(draft)
    assert len(places) > 10
    for place in places:
        assert text[place["start"] : place["end"]] == place["quote"]
        assert str(place["quote"]).split("\n")[0] in lines[int(str(place["line"])) - 1]


def test_text_prints_what_the_places_count_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("KẾ HOẠCH") + p("Một")))
    assert command.main(["read", str(path), "--text"]) == 0
    assert capsys.readouterr().out == "KẾ HOẠCH\nMột\n"


def test_a_folder_is_read_over_what_cannot_be_read(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "con").mkdir()
    broken = tmp_path / "con" / "hong.pdf"
    broken.write_bytes(b"%PDF-1.7 x")
    (tmp_path / "anh.png").write_bytes(b"x")
    assert command.main(["read", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out.split("\n")[-3:] == ["Đã đọc 1/2 tệp.", f"  - Không đọc được: {broken}", ""]
    assert (
        said.err == f"{broken}: Tệp PDF bị hỏng nên không đọc được. Hãy xuất lại PDF từ bản Word hoặc gửi bản Word.\n"
    )

    assert command.main(["read", str(tmp_path), "--json"]) == 2
    first, second = (json.loads(line) for line in capsys.readouterr().out.strip().split("\n"))
    assert first == {
        "file": str(broken),
        "refused": "Tệp PDF bị hỏng nên không đọc được. Hãy xuất lại PDF từ bản Word hoặc gửi bản Word.",
    }
    assert (second["file"], second["schema"]) == (str(plan), 1)


def test_lint_ends_with_1_when_something_must_be_settled(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["lint", str(plan)]) == 1
    assert "  - Phải sửa: " in capsys.readouterr().out
    assert command.main(["lint", str(plan), "--json"]) == 1
    assert "number-missing" in [each["code"] for each in json.loads(capsys.readouterr().out)["findings"]]


def test_lint_compares_with_the_parent(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parent = tmp_path / "cap-tren.txt"
    stricter = PLAN.replace("95%", "98%").replace("xã", "huyện").replace("XÃ", "HUYỆN").replace("Số: ", "Số: 64")
    parent.write_text(stricter.replace("ngày tháng 01", "ngày 05 tháng 01"), encoding="utf-8")
    plan.write_text(PLAN.replace("UBND xã An Hòa ban hành", f"{BASIS}; UBND xã An Hòa ban hành"), encoding="utf-8")
    command.main(["lint", str(plan), "--json"])
    alone = {each["code"] for each in json.loads(capsys.readouterr().out)["findings"]}
    command.main(["lint", str(plan), "--parent", str(parent), "--json"])
    compared = {each["code"] for each in json.loads(capsys.readouterr().out)["findings"]}
    assert ("parent-not-loaded" in alone, "weaker-than-parent" in alone) == (True, False)
    assert ("parent-not-loaded" in compared, "weaker-than-parent" in compared) == (False, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Lệnh chưa đúng. Cách dùng:"),
        (["read"], "Lệnh chưa đúng. Cách dùng:"),
        (["read", "khong-co.txt"], "Không có tệp “khong-co.txt”. Hãy xem lại đường dẫn."),
        (["lint", "a.txt", "b.txt"], "Lệnh lint xem mỗi lần một tệp."),
    ],
)
def test_a_wrong_command_is_a_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command.main(words) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.startswith(sentence)) == ("", True)


def test_an_empty_folder_and_a_folder_for_a_file_are_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["read", str(tmp_path)]) == 2
    assert "không có tệp kế hoạch nào" in capsys.readouterr().err
    assert command.main(["lint", str(tmp_path)]) == 2
    assert "Không mở được tệp" in capsys.readouterr().err


def test_help_fits_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["read", "--help"])
    assert ended.value.code == 0
    assert max(map(len, capsys.readouterr().out.split("\n"))) <= 80


def test_reading_needs_no_django(plan: Path) -> None:
    script = "import sys; from thidua.plans.command import main; main(sys.argv[1:]); print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script, "lint", str(plan)], capture_output=True, text=True, check=True)
    assert done.stdout.strip().split("\n")[-1] == "False"


def test_a_closed_pipe_ends_quietly(plan: Path) -> None:
    line = f"{sys.executable} -m thidua read {plan} {plan} {plan} --text | head -1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    assert done.stderr == ""
