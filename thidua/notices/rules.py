"""When to remind, when to mail, how a template becomes a notice. Pure."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from thidua.base.days import ZONE
from thidua.notices.kinds import Topic

BEFORE = (7, 3, 1)  # calendar days before the last day
AFTER = (1, 7)  # days after it; then the board is the place, not the mailbox
MOST_ATTEMPTS = 5
DIGEST_AT = time(7, 30)
FIELDS = ("viec", "noi", "han", "con", "don_vi")

DEFAULTS: dict[str, tuple[str, str]] = {
    Topic.SOON: ("{viec}: hạn {han}", "{viec}\n{noi}\nNgày cuối: {han} ({con})."),
    Topic.TODAY: ("{viec}: hết hạn hôm nay", "{viec}\n{noi}\nHôm nay {han} là ngày cuối."),
    Topic.LATE: ("{viec}: đã quá hạn", "{viec}\n{noi}\nNgày cuối {han} đã qua, {con}."),
    Topic.FOUNDED: ("Phong trào mới: {noi}", "{don_vi} đã phát động phong trào “{noi}”. Hãy xem các hạn và đăng ký."),
    Topic.AMENDED: ("Kế hoạch được sửa đổi: {noi}", "Kế hoạch của phong trào “{noi}” đã được sửa đổi, bổ sung."),
    Topic.CHANGED: ("{viec}: {noi}", "Phong trào “{noi}”: {viec}."),
    Topic.DAY_SET: ("Có ngày mới: {noi}", "Phong trào “{noi}” có hạn mới: {viec}."),
    Topic.REMINDED: ("Nhắc: {viec}", "Cơ quan thường trực nhắc {don_vi}: {viec}.\n{noi}"),
    Topic.GIVEN_BACK: ("Hồ sơ được trả lại", "{viec}\n{noi}"),
    Topic.DECIDED: ("Kết quả khen thưởng: {noi}", "{viec}\n{noi}"),
    Topic.CONVENED: ("Mời họp: {viec}", "{don_vi} mời dự {viec}.\n{noi}\nGiấy mời và tài liệu ở trang phiên họp."),
}


def stage(due_on: date | None, today: date) -> tuple[str, Topic] | None:
    """Give the newest stage of reminding that has come for a duty: its name and topic; None when none has.

    A run that was missed is made up by the newest stage only, so that nobody gets three reminders at once.
    """
    if due_on is None:
        return None
    left = (due_on - today).days
    if left < 0:
        passed = [days for days in AFTER if -left >= days]
        return (f"sau-{max(passed)}", Topic.LATE) if passed else None
    if left == 0:
        return "hom-nay", Topic.TODAY
    coming = [days for days in BEFORE if left <= days]
    return (f"truoc-{min(coming)}", Topic.SOON) if coming else None


def is_quiet(at: datetime, quiet_from: time, quiet_until: time) -> bool:
    """Say whether no mail may go out now; the quiet hours may run over midnight, equal ends mean none."""
    now = at.astimezone(ZONE).time()
    if quiet_from <= quiet_until:
        return quiet_from <= now < quiet_until
    return now >= quiet_from or now < quiet_until


def is_digest_time(at: datetime, last_digest: datetime | None) -> bool:
    """Say whether today's digest is due: after half past seven, once a day."""
    local = at.astimezone(ZONE)
    if local.time() < DIGEST_AT:
        return False
    return last_digest is None or last_digest.astimezone(ZONE).date() < local.date()


def next_try(at: datetime, attempts: int) -> datetime:
    """Say when a failed mail is tried again: a quarter of an hour, then twice as long each time."""
    return at + timedelta(minutes=15 * 2 ** (attempts - 1))


_FIELD = re.compile(r"\{(\w+)\}")


def worded(template: str, values: Mapping[str, str]) -> str:
    """Fill a template; a field it does not know stays as written."""
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), template).strip()


def why_not_template(title: str, body: str) -> str | None:
    """Say what is wrong with a template: a field in it that nothing fills."""
    unknown = sorted({name for name in _FIELD.findall(f"{title} {body}") if name not in FIELDS})
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        return f"Mẫu có ô {{{unknown[0]}}} mà hệ thống không điền được. Chỉ dùng: {known}."
    return None if title.strip() else "Hãy nhập tiêu đề."


def digest(lines: list[tuple[str, str]]) -> tuple[str, str]:
    """Make one mail of several notices: its title and its text."""
    if len(lines) == 1:
        return lines[0]
    body = "\n\n".join(f"{place}. {title}\n{text}" for place, (title, text) in enumerate(lines, 1))
    return f"Thi đua, khen thưởng: {len(lines)} việc cần xem", body
