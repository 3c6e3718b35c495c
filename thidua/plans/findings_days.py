"""Findings about days: missing, in conflict, on a holiday, before the plan exists, worded so that nobody can tell."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations

from thidua.base.days import NATIONAL, holiday_name, weekday, working_days_left, written
from thidua.base.text import norm, shorten
from thidua.plans.case import Case, error, note, warning
from thidua.plans.draft import Deadline, Finding

_UNCLEAR = re.compile(r"\b(?:chậm nhất(?:\s+là)?|muộn nhất(?:\s+là)?|đến)\s+trước\s+(?:ngày\s+)?\d[\d/. ]*", re.I)
_ROUND_WORD = re.compile(r"\b(?:dot|giai doan|quy|lan|hang nam|hang thang|6 thang|so ket|tong ket)\b")
_SHORT_NOTICE = 5
ACTS = {
    "submit_dossier": "nộp hồ sơ",
    "register": "đăng ký thi đua",
    "issue_own_plan": "ban hành kế hoạch của đơn vị",
    "report": "báo cáo",
    "review": "sơ kết, tổng kết",
    "other": "thực hiện",
}


def _act(line: Deadline) -> str:
    return ACTS.get(line.act, "thực hiện")


def no_day(case: Case) -> Iterator[Finding]:
    """Ask for the day of submission, and for the day of each duty that has none."""
    lines = case.draft.deadlines
    if not any(line.act == "submit_dossier" for line in lines) and not case.draft.dossier.deferred_to:
        yield error(
            "deadline-missing",
            "Kế hoạch không ghi hạn nộp hồ sơ đề nghị khen thưởng. Hãy nhập hạn nộp trước khi ban hành.",
        )
    for line in lines:
        if line.meaning == "none_stated":
            message = f"Việc {_act(line)} không ghi hạn. Hãy thêm ngày hoàn thành để theo dõi và nhắc việc được."
            yield warning("deadline-missing", message, line)
        elif line.meaning == "announced":
            message = (
                f"Hạn {_act(line)} sẽ thông báo sau. Khi có thông báo, hãy nhập ngày và văn bản thông báo; "
                "đến lúc đó hạn ở trạng thái “chờ thông báo”."
            )
            yield warning("deadline-announced-later", message, line)
        elif line.meaning == "vague":
            said = shorten(line.text.strip(" :;,"), 60)
            message = f"Hạn {_act(line)} không ghi ngày cụ thể (“{said}”). Hãy chọn một ngày."
            yield note("deadline-vague", message, line)


def not_worked(case: Case) -> Iterator[Finding]:
    """Warn of last days on which offices are closed: a fixed day does not move."""
    for line in case.dated():
        if line.last_day and not NATIONAL.is_working(line.last_day):
            message = (
                f"Ngày cuối để {_act(line)} là {_named(line.last_day)}, cơ quan nghỉ; hạn ấn định không tự lùi. "
                "Hãy nhận trước ngày đó hoặc sửa hạn."
            )
            yield warning("deadline-on-holiday", message, line)
    for line in case.draft.deadlines:
        closed = [day for day in _yearly(case, line) if not NATIONAL.is_working(day)]
        if closed:
            days = "; ".join(_named(day) for day in closed)
            message = f"Ngày cuối hằng năm để {_act(line)} rơi vào ngày nghỉ: {days}. Hãy nhắc đơn vị nộp sớm hơn."
            yield note("deadline-on-holiday", message, line)


def _named(day: date) -> str:
    name = holiday_name(day)
    return f"{weekday(day)} {written(day)}" + (f" ({name})" if name else "")


def _yearly(case: Case, line: Deadline) -> Iterator[date]:
    """Give the last day of a yearly deadline in each year of the movement; Sundays and feasts are looked at there."""
    if not line.month_day or not case.issued_from or not case.ends_on:
        return
    step = timedelta(days=1 if line.meaning == "yearly_before" else 0)
    for year in range(case.issued_from.year, case.ends_on.year + 2):
        if line.month_day == "02-29":
            return
        day = date.fromisoformat(f"{year}-{line.month_day}") - step
        if case.issued_from < day <= case.ends_on + timedelta(days=180):
            yield day


def before_issue(case: Case) -> Iterator[Finding]:
    """Find deadlines that pass, or may pass, before the plan exists, and those that leave hardly any time."""
    start, until = case.issued_from, case.issued_until
    for line in case.dated():
        if not start or not line.last_day:
            continue
        if line.last_day < start:
            message = f"Hạn {_act(line)} ({written(line.last_day)}) đã qua trước ngày ban hành. Hãy sửa hạn."
            yield error("deadline-before-issue", message, line)
        elif until and line.last_day < until:
            message = (
                f"Ngày ban hành chưa điền mà hạn {_act(line)} hết ngày {written(line.last_day)}: nếu ban hành sau ngày "
                "đó thì hạn đã qua. Hãy chốt ngày ban hành hoặc lùi hạn."
            )
            yield warning("deadline-before-issue", message, line)
        elif until and working_days_left(until, line.last_day) < _SHORT_NOTICE:
            left = working_days_left(until, line.last_day)
            message = (
                f"Từ ngày ban hành đến hạn {_act(line)} chỉ còn {left} ngày làm việc. Hãy xem đơn vị có kịp không."
            )
            yield note("deadline-tight", message, line)


def in_conflict(case: Case) -> Iterator[Finding]:
    """Find one duty with two days, or one day said two ways (“đến hết ngày” here, “trước ngày” there)."""
    for one, other in combinations(list(case.dated()), 2):
        if one.act != other.act or one.act not in ("submit_dossier", "register", "issue_own_plan"):
            continue
        if one.date == other.date and one.last_day != other.last_day:
            says = f"một chỗ tính hết ngày {_short(one)}, chỗ khác hết ngày {_short(other)}"
        elif one.date != other.date and _one_round(case, one, other):
            says = f"{_short(one)} và {_short(other)}"
        else:
            continue
        message = f"Hạn {_act(one)} ghi hai cách: {says}. Hãy chọn một cách và sửa chỗ còn lại."
        yield error("deadline-conflict", message, one, other)


def _short(line: Deadline) -> str:
    return written(line.last_day) if line.last_day else ""


def _one_round(case: Case, one: Deadline, other: Deadline) -> bool:
    """Say whether nothing tells the two days apart: same people, same receiver, no round named, near each other."""
    if norm(one.who or "") != norm(other.who or "") or norm(one.to or "") != norm(other.to or ""):
        return False
    said = norm(f"{case.line_of(one.source)} {case.line_of(other.source)}")
    near = bool(one.date and other.date and abs((one.date - other.date).days) < 120)
    return near and not _ROUND_WORD.search(said)


def worded_unclearly(case: Case) -> Iterator[Finding]:
    """Find “đến trước ngày”, “chậm nhất trước ngày”: does the day itself still count?"""
    period_end = case.draft.period.sources.get("end")
    for found in _UNCLEAR.finditer(case.text):
        if period_end and found.start() < period_end.end and period_end.start < found.end():
            continue
        message = (
            f"“{found.group().strip(' .')}” không rõ ngày đó có còn tính không (phần mềm đọc là không tính). "
            "Hãy viết “đến hết ngày …” hoặc “trước ngày …”."
        )
        yield note("deadline-wording-unclear", message, *case.quote(*found.span()))


def of_the_period(case: Case) -> Iterator[Finding]:
    """Look at the first and last day of the movement."""
    period = case.draft.period
    end = period.sources.get("end")
    last = period.last_day
    if period.end_kind == "unknown" and period.start_kind == "unknown":
        yield warning("period-missing", "Kế hoạch không ghi thời gian thi đua. Hãy nhập ngày bắt đầu và ngày kết thúc.")
    elif period.end_kind in ("vague", "unknown"):
        message = "Ngày kết thúc phong trào không ghi cụ thể. Hãy nhập ngày cuối được tính thành tích."
        yield warning("period-vague", message, end)
    if last and (last.month, last.day) == (12, 30):
        message = (
            f"Phong trào kết thúc hết ngày {written(last)}: ngày 31/12 không được tính. Nếu muốn tính trọn năm, "
            "hãy ghi “đến hết ngày 31/12”."
        )
        yield warning("period-ends-before-year-end", message, end)
    if last and period.start and last < period.start:
        message = f"Phong trào kết thúc ({written(last)}) trước khi bắt đầu ({written(period.start)}). Hãy sửa lại."
        yield error("period-reversed", message, period.sources.get("start"), end)
    if period.start and case.issued_from and period.start < case.issued_from - timedelta(days=31):
        message = (
            f"Phong trào tính từ {written(period.start)}, trước ngày ban hành. Hãy xác nhận thành tích trước đó "
            "có được tính."
        )
        yield note("period-starts-before-issue", message, period.sources.get("start"))
    years = case.years_named
    if last and years and not min(years) <= last.year <= max(years):
        message = f"Tên phong trào ghi năm {max(years)} nhưng thời gian kết thúc năm {last.year}. Hãy sửa chỗ sai."
        yield warning("period-year-mismatch", message, end)
    yield from _dossier_too_early(case)


def _dossier_too_early(case: Case) -> Iterator[Finding]:
    last = case.draft.period.last_day
    lines = [line for line in case.dated("submit_dossier") if line.last_day]
    if not last or not lines or case.draft.period.rounds != ("once",):
        return
    latest = max(lines, key=lambda line: line.last_day or last)
    if latest.last_day and latest.last_day < last:
        message = (
            f"Hồ sơ phải nộp xong ngày {written(latest.last_day)} khi phong trào còn đến {written(last)}. "
            "Hãy ghi rõ thành tích tính đến ngày nào."
        )
        yield note("deadline-before-period-end", message, latest)


CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    no_day,
    not_worked,
    before_issue,
    in_conflict,
    worded_unclearly,
    of_the_period,
)
