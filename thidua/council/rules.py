"""Counting and who may vote: exact, over the base the council laid down. No database, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

from thidua.base.text import words
from thidua.council.kinds import BallotKind, Base, BoxState, Choice, MeetingState
from thidua.org.actor import Actor
from thidua.org.kinds import Role

if TYPE_CHECKING:
    from thidua.council.models import Box, Council, Meeting

CHANGED = "Phiên họp vừa được người khác thay đổi. Hãy tải lại trang."


@dataclass(frozen=True)
class Need:
    """The share an award needs, whether it must be exceeded, and who says so."""

    share: Fraction
    strict: bool = False
    source: str = ""
    by_law: bool = False  # the law's own share is taken of all members, absent ones too

    def least(self, base: int) -> int:
        """Give the smallest number of yes votes that is enough: two thirds of nine is six."""
        exact = self.share * base
        whole = floor(exact)
        if whole == exact and not self.strict:
            return whole
        return whole + 1

    @property
    def words(self) -> str:
        """Write the share as people say it."""
        how = "trên" if self.strict else "từ"
        tail = "" if self.strict else " trở lên"
        return f"{how} {self.share.numerator}/{self.share.denominator}{tail}"


@dataclass(frozen=True)
class Tally:
    """The count of one line."""

    agree: int
    disagree: int
    abstain: int
    invalid: int
    base: int
    enough: int  # yes votes needed
    score: str = ""  # of a ranking or score ballot: the exact mean as “numerator/denominator”
    place: int = 0  # order among the lines of the box, 1 first; equal results share a place
    passed: bool = False
    is_tie: bool = False  # as many for as against, or equal at the last place: left to the chair or to another ballot
    is_over: bool = False  # reached the share, but others with more votes filled the places

    @property
    def mean(self) -> str:
        """Write the mean of a ranking or score ballot with two decimals, cut; order is by the exact one."""
        if not self.score:
            return ""
        cut = floor(Fraction(self.score) * 100)
        return f"{cut // 100},{cut % 100:02d}"

    @property
    def share(self) -> Fraction:
        """The share of agreement in the base."""
        return Fraction(self.agree, self.base) if self.base else Fraction(0)

    def row(self) -> dict[str, Any]:
        """Give plain values to keep in the box."""
        return asdict(self)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Tally:
        """Read what ``row`` wrote."""
        return cls(**row)


@dataclass(frozen=True)
class House:
    """Who could vote on a line: all members with a voice, those present or writing, those taken out."""

    members: int
    present: int
    recused_members: int = 0
    recused_present: int = 0


@dataclass(frozen=True)
class Basis:
    """What the share is taken of, as the council laid it down."""

    of: Base = Base.MEMBERS
    abstain: bool = True
    invalid: bool = True
    recused: bool = False

    def count(self, house: House, *, abstain: int, invalid: int) -> int:
        """Count the base of one line."""
        whole = house.members if self.of == Base.MEMBERS else house.present
        out = house.recused_members if self.of == Base.MEMBERS else house.recused_present
        base = whole - (0 if self.recused else out)
        return base - (0 if self.abstain else abstain) - (0 if self.invalid else invalid)

    def for_need(self, need: Need) -> Basis:
        """Give the base of one award: where the law sets the share itself, all members and every ballot."""
        return Basis(recused=self.recused) if need.by_law else self


def tally(choices: Iterable[Choice], house: House, base: Basis, need: Need) -> Tally:
    """Count the ballots of one line; more ballots than people who may vote is a fault of the caller."""
    cast = list(choices)
    if len(cast) > house.members:
        raise ValueError(f"{len(cast)} ballots from {house.members} members")
    agree, disagree = cast.count(Choice.AGREE), cast.count(Choice.DISAGREE)
    abstain, invalid = cast.count(Choice.ABSTAIN), cast.count(Choice.INVALID)
    out_of = base.count(house, abstain=abstain, invalid=invalid)
    enough = need.least(out_of)
    passed = out_of > 0 and agree >= enough
    tie = agree == disagree and agree > 0 and not passed
    return Tally(agree, disagree, abstain, invalid, out_of, enough, passed=passed, is_tie=tie)


def placed(tallies: Mapping[int, Tally]) -> dict[int, Tally]:
    """Order the lines by agreement; equal results share a place."""
    ordered = sorted(tallies.values(), key=lambda one: one.share, reverse=True)
    shares = [one.share for one in ordered]
    return {pk: replace(one, place=shares.index(one.share) + 1) for pk, one in tallies.items()}


def ranked(places: Mapping[int, Sequence[int]], most: int | None, house: int) -> dict[int, Tally]:
    """Order lines by their mean place, the smallest first; the first ``most`` pass, a tie at the edge passes nobody."""
    means = {pk: Fraction(sum(given), len(given)) for pk, given in places.items() if given}
    return _edge(means, {pk: len(given) for pk, given in places.items()}, most, house, smaller_first=True)


def scored(
    scores: Mapping[int, Sequence[Sequence[int]]], weights: Sequence[Fraction], most: int | None, house: int
) -> dict[int, Tally]:
    """Order lines by the weighted mean of their scores, the largest first; else as ``ranked``."""
    whole = sum(weights, Fraction(0))
    if not whole:
        raise ValueError("weights of nothing")
    means = {
        pk: sum(
            (Fraction(value) * weight for sheet in given for value, weight in zip(sheet, weights, strict=True)),
            Fraction(0),
        )
        / (whole * len(given))
        for pk, given in scores.items()
        if given
    }
    return _edge(means, {pk: len(given) for pk, given in scores.items()}, most, house, smaller_first=False)


def _edge(
    means: Mapping[int, Fraction], cast: Mapping[int, int], most: int | None, house: int, *, smaller_first: bool
) -> dict[int, Tally]:
    ordered = sorted(means.values(), reverse=not smaller_first)
    found = {}
    for pk, number in cast.items():
        mean = means.get(pk)
        place = ordered.index(mean) + 1 if mean is not None else 0
        equal = ordered.count(mean) if mean is not None else 0
        over = most is not None and place <= most < place + equal - 1
        passed = mean is not None and (most is None or place + equal - 1 <= most)
        score = f"{mean.numerator}/{mean.denominator}" if mean is not None else ""
        found[pk] = Tally(0, 0, house - number, 0, house, 0, score, place, passed=passed, is_tie=over)
    return found


def within(tallies: Mapping[int, Tally], places: int | None) -> tuple[list[int], list[int]]:
    """Choose for so many places among the lines that passed: (chosen, tied at the edge and left to the council)."""
    passed = sorted((pk for pk, one in tallies.items() if one.passed), key=lambda pk: tallies[pk].place)
    if places is None or len(passed) <= places:
        return passed, []
    edge = tallies[passed[places]].place
    chosen = [pk for pk in passed[:places] if tallies[pk].place < edge]
    tied = [pk for pk in passed if tallies[pk].place == edge]
    return chosen, tied if len(chosen) < places else []


@dataclass(frozen=True)
class Places:
    """Lines that share so many places (one award and kind of subject, or all of a choice), and who says so."""

    lines: tuple[int, ...]
    most: int | None
    source: str = ""


def filled(tallies: Mapping[int, Tally], places: Iterable[Places]) -> dict[int, Tally]:
    """Let no more pass than there are places; equal at the last place is a tie, the rest is over the number."""
    found = dict(tallies)
    for shared in places:
        mine = {pk: tallies[pk] for pk in shared.lines if pk in tallies}
        chosen, tied = within(mine, shared.most)
        for pk, one in mine.items():
            if pk in tied:
                found[pk] = replace(one, passed=False, is_tie=True)
            elif one.passed and pk not in chosen:
                found[pk] = replace(one, passed=False, is_over=True)
    return found


def places_left(shared: Places, passed: Collection[int]) -> int | None:
    """Count the places a tie at the edge is about: those not taken by lines that passed; None without a number."""
    return None if shared.most is None else max(0, shared.most - sum(pk in passed for pk in shared.lines))


# ------------------------------------------------------------------ how a ballot may be held


def why_not_kind(kind: str, most: int | None, needs: Collection[Need], *, same_voters: bool) -> str | None:
    """Say why lines may not be voted on in this way."""
    if kind == BallotKind.YES_NO:
        return None
    if most is None:
        return "Cách bỏ phiếu này cần số đề nghị được chọn. Hãy ghi số lượng theo kế hoạch."
    law = next((need for need in needs if need.by_law), None)
    if law is not None and kind in (BallotKind.RANK, BallotKind.SCORE):
        return f"Pháp luật đòi {law.words} đồng ý ({law.source}). Hãy bỏ phiếu đồng ý, không đồng ý từng đề nghị."
    if kind == BallotKind.RANK and not same_voters:
        return (
            "Có thành viên không tham gia bỏ phiếu ở một số đề nghị nên thứ tự của mọi người không so được với nhau. "
            "Hãy chấm điểm, hoặc tách đề nghị đó ra hòm phiếu khác."
        )
    return None


def why_not_measures(measures: Sequence[tuple[str, str]]) -> str | None:
    """Say why a score ballot cannot be weighed: measures have different names and weights above nought."""
    names = [name.strip() for name, _ in measures]
    if not all(names) or len(set(names)) != len(names):
        return "Mỗi nội dung chấm điểm cần một tên riêng. Hãy ghi lại các nội dung."
    if any(Fraction(weight) <= 0 for _, weight in measures):
        return "Trọng số phải lớn hơn 0. Hãy ghi lại trọng số, ví dụ 60 và 40."
    return None


# ------------------------------------------------------------------ who may


def why_not_run(actor: Actor, council: Council, secretaries: Collection[int]) -> str | None:
    """Say why this person may not run meetings: the council's office, its secretary, a unit's clerk for its own."""
    roles = [Role.OFFICE, Role.CLERK] if council.kind == "unit" else [Role.OFFICE]
    if actor.person_id in secretaries or any(actor.covers(role, council.unit.path) for role in roles):
        return None
    return f"Chỉ cơ quan thường trực của {council.unit.name} hoặc Thư ký {council.name} được điều hành phiên họp."


def why_not_state(meeting: Meeting, *states: MeetingState) -> str | None:
    """Say why an act does not fit the meeting's state."""
    if meeting.state in states:
        return None
    return f"Phiên họp đang ở bước “{meeting.get_state_display()}” nên không làm được việc này."


def why_not_quorum(present: int, members: int, quorum: Fraction) -> str | None:
    """Say why the meeting may not vote: fewer than the quorum are present or wrote."""
    least = Need(quorum).least(members)
    if present >= least:
        return None
    return (
        f"Mới có {present:02d}/{members:02d} thành viên dự họp, cần ít nhất {least:02d} "
        f"({quorum.numerator}/{quorum.denominator}). Hãy ghi đủ người có mặt hoặc họp lại."
    )


def why_not_secret(voters: int, least: int, name: str = "") -> str | None:
    """Say why a secret ballot would not be secret: too few voters on a line."""
    if voters >= least:
        return None
    who = f" về {name}" if name else ""
    return (
        f"Chỉ có {voters:02d} người bỏ phiếu{who}, ít hơn mức {least:02d} để phiếu còn kín. "
        "Hãy biểu quyết công khai hoặc mời thêm người."
    )


def why_not_vote(box: Box, *, seat_id: int | None, is_here: bool, has_voted: bool) -> str | None:
    """Say why this member may not vote now; the answer never depends on what was voted."""
    if seat_id is None:
        return "Chỉ thành viên có quyền biểu quyết của Hội đồng được bỏ phiếu."
    if not is_here:
        return "Thư ký chưa ghi anh, chị có mặt hoặc gửi ý kiến bằng văn bản nên chưa bỏ phiếu được. Hãy báo Thư ký."
    if box.state != BoxState.OPEN:
        return "Hòm phiếu đã đóng. Kết quả kiểm phiếu là cuối cùng; muốn bỏ phiếu lại phải mở hòm phiếu khác."
    if has_voted:
        return "Anh, chị đã bỏ phiếu trong hòm phiếu này. Mỗi người chỉ bỏ một lần."
    return None


@dataclass(frozen=True)
class Vote:
    """What one voter says about one line."""

    choice: str = ""
    place: int | None = None
    scores: tuple[int, ...] = ()


def why_not_ballot(box: Box, votes: Mapping[int, Vote], lines: Collection[int], measures: int) -> str | None:
    """Say why a ballot is not filled in as asked; ``lines`` are those this voter may vote on."""
    if set(votes) != set(lines):
        return "Phiếu chưa đủ các đề nghị. Hãy cho ý kiến từng đề nghị rồi bỏ phiếu."
    if box.kind in (BallotKind.YES_NO, BallotKind.CHOOSE):
        if any(one.choice not in (Choice.AGREE, Choice.DISAGREE, Choice.ABSTAIN) for one in votes.values()):
            return "Phiếu còn đề nghị chưa có ý kiến. Hãy cho ý kiến từng đề nghị rồi bỏ phiếu."
        chosen = sum(one.choice == Choice.AGREE for one in votes.values())
        if box.kind == BallotKind.CHOOSE and box.most is not None and chosen > box.most:
            return f"Phiếu chọn {chosen:02d}, nhiều hơn {box.most:02d} đề nghị được chọn. Hãy bỏ bớt."
    if box.kind == BallotKind.RANK and sorted(one.place or 0 for one in votes.values()) != [*range(1, len(lines) + 1)]:
        return f"Hãy xếp mỗi đề nghị một thứ tự khác nhau, từ 1 đến {len(lines)}."
    if box.kind == BallotKind.SCORE:
        sheets = [one.scores for one in votes.values()]
        if any(len(sheet) != measures or not all(0 <= value <= 10 for value in sheet) for sheet in sheets):
            return "Hãy chấm điểm từ 0 đến 10 cho từng nội dung của mỗi đề nghị."
    return None


def differences(first: Mapping[str, Sequence[int]], second: Mapping[str, Sequence[int]]) -> list[str]:
    """Give the lines on which two tellers disagree."""
    return sorted(line for line in {*first, *second} if list(first.get(line, [])) != list(second.get(line, [])))


def why_not_counts(
    counts: Mapping[int, Sequence[int]], returned: int, names: Mapping[int, str], out: Mapping[int, int]
) -> str | None:
    """Say why keyed counts cannot be: each line has every returned ballot, less at most those recused (``out``)."""
    wrong = [names[line] for line, given in counts.items() if not returned - out[line] <= sum(given) <= returned]
    if not wrong:
        return None
    return (
        f"Số phiếu về {words(wrong)} không khớp số phiếu thu về ({returned:02d}). "
        "Hãy đếm lại; phiếu bỏ trống ghi vào “không có ý kiến”, phiếu sai ghi vào “không hợp lệ”."
    )
