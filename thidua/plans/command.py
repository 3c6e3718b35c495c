"""The commands `thidua read` and `thidua lint`: plans in, a report or JSON out; no database, no Django."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from thidua.base.refusal import Refused
from thidua.plans import lint, reader, report, source
from thidua.plans.draft import PlanDraft
from thidua.plans.source import Source

READ, FOUND_ERRORS, UNREADABLE = 0, 1, 2
SUFFIXES = frozenset({".txt", ".md", ".markdown", ".docx", ".pdf", ".doc", ".odt", ".rtf"})
HELP = """\
Đọc kế hoạch thi đua: TXT, Markdown, DOCX, PDF có chữ;
DOC, ODT, RTF khi máy có LibreOffice.

  thidua read TỆP…               kể điều đọc được, kèm số dòng
  thidua read THƯ_MỤC            đọc mọi tệp trong thư mục, kể cả thư mục con
  thidua read TỆP --json         in JSON; nhiều tệp thì mỗi tệp một dòng
  thidua read TỆP --text         in phần chữ đã lấy được từ tệp
  thidua lint TỆP                chỉ kể điều cần xem lại trước khi ban hành
  thidua lint TỆP --parent TỆP   so thêm với kế hoạch của cấp trên

Mã kết thúc: 0 đọc được; 1 lint thấy lỗi phải sửa; 2 có tệp không đọc được."""


class _Words(argparse.ArgumentParser):
    """Says in Vietnamese what is wrong with a command."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"Lệnh chưa đúng. Cách dùng:\n\n{HELP}")

    def format_help(self) -> str:
        return f"{HELP}\n"


def main(argv: list[str]) -> int:
    """Run one command; give its exit code."""
    try:
        given = _parsed(argv)
        return _lint(given) if given.command == "lint" else _read(given)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return UNREADABLE
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READ


def _parsed(argv: list[str]) -> argparse.Namespace:
    words = _Words(prog="thidua")
    words.add_argument("command", choices=["read", "lint"])
    words.add_argument("paths", nargs="+", type=Path)
    words.add_argument("--json", action="store_true")
    words.add_argument("--text", action="store_true")
    words.add_argument("--parent", type=Path)
    return words.parse_args(argv)


def _read(given: argparse.Namespace) -> int:
    paths = list(_files(given.paths))
    if len(paths) == 1 and not given.paths[0].is_dir():
        loaded = load(paths[0])
        print(loaded.original if given.text else _told(loaded, given.json))
        return READ
    refused = [path for path in paths if not _told_one_of_many(path, given)]
    if not given.json:
        print(f"\nĐã đọc {len(paths) - len(refused)}/{len(paths)} tệp.")
        for path in refused:
            print(f"  - Không đọc được: {path}")
    return UNREADABLE if refused else READ


def _told_one_of_many(path: Path, given: argparse.Namespace) -> bool:
    """Tell of one file among several; False when it cannot be read."""
    try:
        loaded = load(path)
        draft = _checked(loaded)
    except Refused as refused:
        if given.json:
            print(json.dumps({"file": str(path), "refused": str(refused)}, ensure_ascii=False))
        else:
            print(f"\n=== {path}")
            print(f"{path}: {refused}", file=sys.stderr)
        return False
    if given.json:
        print(json.dumps({"file": str(path), **as_json(draft, loaded)}, ensure_ascii=False))
    else:
        print(f"\n=== {path}\n{loaded.original if given.text else report.told(draft, loaded.notes)}")
    return True


def _lint(given: argparse.Namespace) -> int:
    if len(given.paths) != 1:
        raise Refused("Lệnh lint xem mỗi lần một tệp. Hãy nêu đúng một tệp, kèm --parent nếu có kế hoạch cấp trên.")
    loaded = load(given.paths[0])
    draft = _checked(loaded, reader.read(load(given.parent)) if given.parent else None)
    if given.json:
        found = as_json(draft, loaded)["findings"]
        print(json.dumps({"findings": found}, ensure_ascii=False, indent=2))
    else:
        print(report.findings_told(draft))
    return FOUND_ERRORS if any(each.severity == "error" for each in draft.findings) else READ


def _told(loaded: Source, wants_json: bool) -> str:
    draft = _checked(loaded)
    if wants_json:
        return json.dumps(as_json(draft, loaded), ensure_ascii=False, indent=2)
    return report.told(draft, loaded.notes)


def _checked(loaded: Source, parent: PlanDraft | None = None) -> PlanDraft:
    """Read a plan and look for what is to be settled."""
    draft = reader.read(loaded)
    return draft if parent is None else draft.with_findings(lint.lint(draft, loaded, parent))


def as_json(draft: PlanDraft, loaded: Source) -> dict[str, Any]:
    """Give the object of the contract, its offsets counted in the text as it stands in the file."""
    placed: dict[str, Any] = _placed(draft.to_json(), loaded)
    return placed


def _placed(item: Any, loaded: Source) -> Any:
    if isinstance(item, list):
        return [_placed(each, loaded) for each in item]
    if not isinstance(item, dict):
        return item
    if item.keys() == {"line", "start", "end", "quote"}:
        start, end = loaded.in_original(item["start"], item["end"])
        return {"line": item["line"], "start": start, "end": end, "quote": loaded.original[start:end]}
    return {key: _placed(value, loaded) for key, value in item.items()}


def _files(paths: list[Path]) -> Iterator[Path]:
    """Files as named, and of folders every file a plan may be in."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file())
        if not found:
            raise Refused(f"Thư mục “{path}” không có tệp kế hoạch nào. Hãy chọn thư mục khác.")
        yield from found


def load(path: Path) -> Source:
    """Load a file from the disk; Refused when it is not there or cannot be read."""
    try:
        with path.open("rb") as stream:
            content = stream.read(source.LARGEST + 1)
    except FileNotFoundError:
        raise Refused(f"Không có tệp “{path}”. Hãy xem lại đường dẫn.") from None
    except OSError:
        raise Refused(f"Không mở được tệp “{path}”. Hãy xem lại quyền đọc tệp.") from None
    return source.load(path.name, content)
