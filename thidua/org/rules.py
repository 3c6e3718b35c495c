"""Why something may not be done with units, people, roles and accounts. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from thidua.base.days import written
from thidua.base.text import words
from thidua.org.actor import Actor
from thidua.org.kinds import Role

if TYPE_CHECKING:
    from thidua.org.models import Assignment, Invitation, Person, Position, Unit

# Pairs of roles that two people should hold; in a small office one may, and the page shows it.
SEPARATE = (
    (Role.CLERK, Role.VERIFIER, "tự thẩm định hồ sơ do mình lập"),
    (Role.OFFICE, Role.AUTHORITY, "tự duyệt danh sách do mình trình"),
    (Role.AUTHORITY, Role.ACCOUNTANT, "vừa quyết định vừa chi tiền"),
    (Role.ADMIN, Role.AUTHORITY, "vừa phân quyền vừa quyết định"),
)


def manages(actor: Actor, path: str) -> bool:
    """Say whether the actor is administrator at the unit or above it; the house itself always is."""
    return actor.person_id is None or actor.covers(Role.ADMIN, path)


def why_not_manage(actor: Actor, unit: Unit | None, what: str) -> str | None:
    """Say why units, people or roles there may not be changed by this actor."""
    if unit is None:
        if actor.person_id is None or any(g.role == Role.ADMIN for g in actor.grants):
            return None
        return f"Chỉ người quản trị được {what}."
    if manages(actor, unit.path):
        return None
    return f"Chỉ người quản trị của “{unit.short}” hoặc của cấp trên được {what}."


def why_not_read_journal(actor: Actor) -> str | None:
    """Say why the journal of the whole house may not be read: it takes the administrator of a unit at the top."""
    if any(grant.role == Role.ADMIN and grant.path == f"{grant.unit_id:07d}" for grant in actor.grants):
        return None
    return "Chỉ người quản trị của đơn vị đứng ở gốc cây tổ chức được đọc nhật ký."


def why_not_keep_clusters(actor: Actor, unit: Unit) -> str | None:
    """Say why clusters and office days of the unit may not be kept by this actor."""
    if manages(actor, unit.path) or actor.covers(Role.OFFICE, unit.path):
        return None
    return f"Chỉ cán bộ thường trực thi đua hoặc người quản trị của “{unit.short}” được ghi việc này."


def why_not_on(on: date, today: date) -> str | None:
    """An act is entered on its day or afterwards, never before."""
    if on > today:
        return f"Ngày {written(on)} chưa đến (hôm nay là {written(today)}). Hãy ghi khi đến ngày."
    return None


def exists_on(unit: Unit, day: date) -> bool:
    """Say whether the unit exists on the day."""
    return (unit.begins_on is None or unit.begins_on <= day) and (unit.ends_on is None or day <= unit.ends_on)


def why_not_under(parent: Unit | None, on: date) -> str | None:
    """Say why nothing may be put under this unit on that day."""
    if parent is None or exists_on(parent, on):
        return None
    if parent.ends_on and on > parent.ends_on:
        return f"“{parent.short}” đã kết thúc hoạt động sau ngày {written(parent.ends_on)}. Hãy chọn đơn vị kế thừa."
    return f"“{parent.short}” chưa có vào ngày {written(on)}."


def why_not_open(actor: Actor, parent: Unit | None, name: str, on: date | None, today: date) -> str | None:
    """Say why a unit may not be opened there."""
    if not name.strip():
        return "Hãy nhập tên đơn vị."
    if reason := why_not_manage(actor, parent, "thêm đơn vị"):
        return reason
    return why_not_under(parent, on or today)


def why_not_change(actor: Actor, unit: Unit, on: date, today: date, what: str) -> str | None:
    """Say why the unit may not be changed with effect from that day."""
    if reason := why_not_manage(actor, unit, what) or why_not_on(on, today):
        return reason
    if not exists_on(unit, on):
        return f"“{unit.short}” không hoạt động vào ngày {written(on)}."
    return None


def why_not_move(actor: Actor, unit: Unit, parent: Unit | None, on: date, today: date) -> str | None:
    """Say why the unit may not be moved under that parent."""
    if reason := why_not_change(actor, unit, on, today, "chuyển đơn vị") or why_not_manage(
        actor, parent, "nhận đơn vị về"
    ):
        return reason
    if parent and parent.path.startswith(unit.path):
        return f"“{parent.short}” thuộc chính “{unit.short}” nên không thể là cấp trên của đơn vị này."
    return why_not_under(parent, on)


def why_not_end(actor: Actor, unit: Unit, last_day: date, today: date, children: int, people: int) -> str | None:
    """Say why the unit may not end with that day without successors taking over."""
    if reason := why_not_change(actor, unit, last_day, today, "kết thúc đơn vị"):
        return reason
    if unit.ends_on:
        return f"“{unit.short}” đã kết thúc sau ngày {written(unit.ends_on)}."
    if children:
        return f"“{unit.short}” còn {children} đơn vị trực thuộc. Hãy chuyển hoặc kết thúc các đơn vị đó trước."
    if people:
        return f"“{unit.short}” còn {people} người đang công tác. Hãy chuyển họ sang đơn vị khác trước."
    return None


def why_not_succeed(
    actor: Actor, units: Sequence[Unit], successors: Sequence[Unit], on: date, today: date, children: int
) -> str | None:
    """Say why these units may not be succeeded by those from that day on."""
    if not units or not successors:
        return "Hãy chọn ít nhất một đơn vị kết thúc và một đơn vị kế thừa."
    if len(units) > 1 and len(successors) > 1:
        return "Nhiều đơn vị nhập vào nhiều đơn vị thì hãy ghi từng đơn vị kết thúc một lần."
    if both := [unit.short for unit in units if unit in successors]:
        return f"{words(both)} không thể vừa kết thúc vừa kế thừa chính mình."
    for unit in units:
        if reason := why_not_manage(actor, unit, "ghi việc sáp nhập, chia tách"):
            return reason
        if unit.ends_on and unit.ends_on < on:
            return f"“{unit.short}” đã kết thúc sau ngày {written(unit.ends_on)}."
        if inside := [heir.short for heir in successors if heir.path.startswith(unit.path)]:
            return f"{words(inside)} đang thuộc “{unit.short}”. Hãy chuyển ra khỏi đơn vị này trước."
    if len(successors) > 1 and children:
        return "Đơn vị chia tách còn đơn vị trực thuộc. Hãy chuyển từng đơn vị trực thuộc về nơi mới trước."
    return why_not_on(on, today) or next((r for heir in successors if (r := why_not_under(heir, on))), None)


def why_not_appoint(actor: Actor, unit: Unit, from_on: date, head: Position | None) -> str | None:
    """Say why the position may not begin; ``head`` is the present head when another head is to be appointed."""
    if reason := why_not_manage(actor, unit, "ghi chức vụ") or why_not_under(unit, from_on):
        return reason
    if head:
        return f"“{unit.short}” đang có người đứng đầu là {head.person.name}. Hãy ghi ngày thôi chức vụ đó trước."
    return None


def why_not_until(from_on: date, until_on: date, was: date | None) -> str | None:
    """Say why something that began may not end with that day."""
    if was:
        return f"Đã ghi kết thúc với ngày {written(was)}."
    if until_on < from_on:
        return f"Ngày kết thúc {written(until_on)} đứng trước ngày bắt đầu {written(from_on)}."
    return None


def why_not_assign(actor: Actor, person: Person, unit: Unit, from_on: date) -> str | None:
    """Say why the role may not be given."""
    if reason := why_not_manage(actor, unit, "phân quyền") or why_not_under(unit, from_on):
        return reason
    if person.left_on and person.left_on <= from_on:
        return f"{person.name} đã thôi công tác từ ngày {written(person.left_on)}."
    return None


def why_not_unassign(actor: Actor, assignment: Assignment, until_on: date, admins_left: int) -> str | None:
    """Say why the role may not end; somebody has to remain administrator."""
    if reason := why_not_manage(actor, assignment.unit, "thôi phân quyền") or why_not_until(
        assignment.from_on, until_on, assignment.until_on
    ):
        return reason
    if assignment.role == Role.ADMIN and not admins_left:
        return "Đây là người quản trị cuối cùng. Hãy phân quyền quản trị cho người khác trước."
    return None


def why_not_hand_over(actor: Actor, person: Person, to: Person | None, on: date, today: date) -> str | None:
    """Say why this person's roles may not pass to the other."""
    if reason := why_not_manage(actor, person.unit, "ghi bàn giao") or why_not_on(on, today):
        return reason
    if to is None or to.pk == person.pk:
        return "Hãy chọn người nhận bàn giao, khác với người bàn giao."
    if to.left_on:
        return f"{to.name} đã thôi công tác từ ngày {written(to.left_on)}."
    return None


def why_not_leave(actor: Actor, person: Person, on: date, today: date, roles: Sequence[str]) -> str | None:
    """Say why the person may not be entered as gone."""
    if reason := why_not_manage(actor, person.unit, "ghi thôi công tác") or why_not_on(on, today):
        return reason
    if person.left_on:
        return f"{person.name} đã thôi công tác từ ngày {written(person.left_on)}."
    if roles:
        return f"{person.name} còn giữ vai trò: {words(roles)}. Hãy bàn giao các vai trò này trước."
    return None


def why_not_invite(actor: Actor, person: Person, username: str, taken: bool) -> str | None:
    """Say why the person may not be invited to sign in under this name."""
    if reason := why_not_manage(actor, person.unit, "mở tài khoản"):
        return reason
    if person.left_on:
        return f"{person.name} đã thôi công tác nên không mở tài khoản được."
    if not username or " " in username or not username.isascii():
        return "Tên đăng nhập chỉ gồm chữ không dấu, chữ số và các dấu . - _ @, không có khoảng trắng."
    if taken:
        return f"Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác."
    return None


def why_not_accept(invitation: Invitation | None, at: datetime) -> str | None:
    """Say why a link no longer sets a password."""
    if invitation is None:
        return "Liên kết không đúng. Hãy mở lại liên kết trong thư hoặc hỏi người quản trị."
    if invitation.used_at:
        return "Liên kết này đã dùng rồi. Hãy đăng nhập, hoặc xin liên kết mới ở mục “Quên mật khẩu”."
    if invitation.expires_at <= at:
        return "Liên kết đã hết hạn. Hãy xin liên kết mới ở mục “Quên mật khẩu” hoặc hỏi người quản trị."
    return None


def joined_duties(roles: frozenset[str]) -> list[str]:
    """Name where one person holds roles that two people should hold."""
    return [
        f"{one.label} và {other.label}: {meaning}"
        for one, other, meaning in SEPARATE
        if one.value in roles and other.value in roles
    ]
