"""Biên bản họp Hội đồng and Biên bản kiểm phiếu, written from what happened."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from thidua.documents.layout import (
    Align,
    Block,
    Column,
    Heading,
    Letterhead,
    Listing,
    Note,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from thidua.documents.phrases import count, moment, percent


@dataclass(frozen=True)
class Attendee:
    """A member or a guest: name, position, and for the absent the reason."""

    name: str
    position: str = ""
    note: str = ""

    def __str__(self) -> str:
        tail = f" ({self.note})" if self.note else ""
        return f"{self.name}{f', {self.position}' if self.position else ''}{tail}"


@dataclass(frozen=True)
class Conflict:
    """A member who did not vote on a line, and why."""

    member: str
    candidate: str
    reason: str


@dataclass(frozen=True)
class VoteLine:
    """What the vote on one candidate gave. ``out_of`` is the number the share is taken of."""

    candidate: str
    unit: str
    award: str
    agree: int
    disagree: int
    out_of: int
    passed: bool
    abstain: int = 0
    invalid: int = 0
    group: str = ""
    mean: str = ""  # of a ranking or score ballot, with the place it gave
    place: int = 0
    outcome: str = ""  # other words than “Đạt”, “Không đạt”

    @property
    def share(self) -> Fraction:
        """The share of agreement."""
        return Fraction(self.agree, self.out_of) if self.out_of else Fraction(0)


@dataclass(frozen=True)
class Taken:
    """One ballot of a meeting: what it was called, how it was held, what it gave; a cancelled one gives a note."""

    title: str
    said: str = ""
    votes: tuple[VoteLine, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Minutes:
    """What a meeting was: who, when, what was read, said, voted and concluded.

    ``threshold`` is a sentence naming the share needed and its source; ``result`` is left empty to be
    written from the votes.
    """

    letterhead: Letterhead
    title: str
    started_at: datetime
    ended_at: datetime | None
    venue: str
    chair: Attendee
    secretary: Attendee
    members: int
    present: tuple[Attendee, ...]
    absent: tuple[Attendee, ...] = ()
    guests: tuple[Attendee, ...] = ()
    quorum: str = ""
    papers: tuple[str, ...] = ()
    proceedings: tuple[str, ...] = ()
    threshold: str = ""
    ballot: str = ""
    votes: tuple[VoteLine, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    conclusions: tuple[str, ...] = ()
    result: str = ""
    recipients: tuple[str, ...] = ("Thành viên Hội đồng", "Lưu: hồ sơ khen thưởng")
    ballots: tuple[Taken, ...] = ()  # every ballot, where there was more than one
    writing: tuple[Attendee, ...] = ()  # absent, but sent their opinion


@dataclass(frozen=True)
class Count:
    """What the tellers found: ballots issued, returned, valid; each line; receipts; the seal of the box.

    ``box`` is the SHA-256 of the counted ballots; ``receipts`` let each voter find that the own ballot is counted.
    """

    letterhead: Letterhead
    title: str
    counted_at: datetime
    venue: str
    method: str
    members: int
    tellers: tuple[Attendee, ...]
    issued: int
    returned: int
    invalid: int
    votes: tuple[VoteLine, ...]
    threshold: str = ""
    conflicts: tuple[Conflict, ...] = ()
    receipts: tuple[str, ...] = ()
    box: str = ""
    opinions: tuple[str, ...] = ()  # of an open ballot: each member's, by name


def paper_of(minutes: Minutes) -> Paper:
    """Write the minutes of the meeting."""
    blocks: list[Block] = [
        Paragraph(f"Thời gian bắt đầu: {moment(minutes.started_at)}."),
        Paragraph(f"Địa điểm: {minutes.venue}."),
        Heading("I. THÀNH PHẦN"),
        *_attendance(minutes),
        Heading("II. NỘI DUNG"),
        *_contents(minutes),
        Heading("III. KẾT QUẢ BIỂU QUYẾT" if minutes.votes else "III. KẾT LUẬN"),
        *_results(minutes),
        Paragraph(_end(minutes)),
    ]
    return Paper(
        minutes.letterhead,
        "Biên bản",
        minutes.title,
        blocks=tuple(blocks),
        recipients=minutes.recipients,
        signatures=(_signing("Thư ký", minutes.secretary.name), _signing("Chủ trì", minutes.chair.name)),
    )


def count_paper_of(counted: Count) -> Paper:
    """Write the minutes of the count."""
    valid = counted.returned - counted.invalid
    blocks: list[Block] = [
        Paragraph(f"Thời gian kiểm phiếu: {moment(counted.counted_at)}."),
        Paragraph(f"Địa điểm: {counted.venue}."),
        Heading("I. TỔ KIỂM PHIẾU"),
        Listing(tuple(map(str, counted.tellers))),
        Heading("II. SỐ PHIẾU"),
        Paragraph(f"Hình thức: {counted.method}. Tổng số thành viên Hội đồng: {count(counted.members, 'người')}."),
        Listing(
            (
                f"Số phiếu phát ra: {count(counted.issued)};",
                f"Số phiếu thu về: {count(counted.returned)};",
                f"Số phiếu hợp lệ: {count(valid)};",
                f"Số phiếu không hợp lệ: {count(counted.invalid)};",
                f"Số phiếu không thu về: {count(counted.issued - counted.returned)}.",
            )
        ),
        *_recused(counted.conflicts),
        Heading("III. KẾT QUẢ"),
        *([Paragraph(counted.threshold)] if counted.threshold else []),
        vote_table(counted.votes),
        Paragraph(_passed(counted.votes)),
        *_opinions(counted.opinions),
        *_seal(counted),
    ]
    signatures = tuple(_signing("Người kiểm phiếu", teller.name) for teller in counted.tellers)
    return Paper(counted.letterhead, "Biên bản kiểm phiếu", counted.title, blocks=tuple(blocks), signatures=signatures)


def vote_table(votes: tuple[VoteLine, ...]) -> Table:
    """Draw the votes, a band before each group; a ranking or score ballot shows its means."""
    if any(line.mean for line in votes):
        return _mean_table(votes)
    columns = (
        Column("TT", 9, Align.CENTER),
        Column("Đề nghị khen thưởng", 42),
        Column("Hình thức", 19, Align.CENTER),
        Column("Đồng ý", 13, Align.CENTER),
        Column("Không đồng ý", 15, Align.CENTER),
        Column("Ý kiến khác", 13, Align.CENTER),
        Column("Không hợp lệ", 15, Align.CENTER),
        Column("Tỷ lệ", 19, Align.CENTER),
        Column("Kết quả", 15, Align.CENTER),
    )
    bands = [(place, line.group) for place, line in enumerate(votes) if line.group and _opens(votes, place)]
    return Table(columns, tuple(_vote_row(place, line) for place, line in enumerate(votes, 1)), tuple(bands), size=11)


def _mean_table(votes: tuple[VoteLine, ...]) -> Table:
    columns = (
        Column("TT", 9, Align.CENTER),
        Column("Đề nghị khen thưởng", 62),
        Column("Hình thức", 25, Align.CENTER),
        Column("Trung bình", 22, Align.CENTER),
        Column("Xếp thứ", 18, Align.CENTER),
        Column("Kết quả", 24, Align.CENTER),
    )
    bands = [(place, line.group) for place, line in enumerate(votes) if line.group and _opens(votes, place)]
    rows = tuple(
        (str(place), _who(line), line.award, line.mean or "–", str(line.place or "–"), _outcome(line))
        for place, line in enumerate(votes, 1)
    )
    return Table(columns, rows, tuple(bands), size=11)


def _who(line: VoteLine) -> str:
    return f"{line.candidate}\n{line.unit}" if line.unit else line.candidate


def _outcome(line: VoteLine) -> str:
    return line.outcome or ("Đạt" if line.passed else "Không đạt")


def _opens(votes: tuple[VoteLine, ...], place: int) -> bool:
    return place == 0 or votes[place - 1].group != votes[place].group


def _vote_row(place: int, line: VoteLine) -> tuple[str, ...]:
    share = f"{line.agree}/{line.out_of}\n({percent(line.share)})"
    counted = (line.agree, line.disagree, line.abstain, line.invalid)
    return (str(place), _who(line), line.award, *map(str, counted), share, _outcome(line))


def _attendance(minutes: Minutes) -> list[Block]:
    blocks: list[Block] = [
        Paragraph(f"{minutes.chair}.", lead="Chủ trì:"),
        Paragraph(f"{minutes.secretary}.", lead="Thư ký:"),
        Paragraph(f"{count(len(minutes.present))}/{count(minutes.members, 'thành viên')}, gồm:", lead="Có mặt:"),
        Listing(tuple(map(str, minutes.present))),
    ]
    if minutes.writing:
        blocks += [Paragraph(f"{count(len(minutes.writing), 'thành viên')}:", lead="Gửi ý kiến bằng văn bản:")]
        blocks += [Listing(tuple(map(str, minutes.writing)))]
    if minutes.absent:
        blocks += [Paragraph(f"{count(len(minutes.absent), 'thành viên')}:", lead="Vắng mặt:")]
        blocks += [Listing(tuple(map(str, minutes.absent)))]
    if minutes.guests:
        blocks += [Paragraph("", lead="Khách mời:"), Listing(tuple(map(str, minutes.guests)))]
    return [*blocks, Paragraph(minutes.quorum)] if minutes.quorum else blocks


def _contents(minutes: Minutes) -> list[Block]:
    blocks: list[Block] = []
    if minutes.papers:
        blocks += [Paragraph("Hội đồng đã xem xét các tài liệu sau:"), Listing(minutes.papers)]
    return [*blocks, *map(Paragraph, minutes.proceedings), *_recused(minutes.conflicts)]


def _recused(conflicts: tuple[Conflict, ...]) -> list[Block]:
    if not conflicts:
        return []
    lines = tuple(f"{each.member} không biểu quyết đối với {each.candidate}: {each.reason}" for each in conflicts)
    return [Paragraph("Thành viên không tham gia bỏ phiếu do có liên quan:"), Listing(lines)]


def _results(minutes: Minutes) -> list[Block]:
    blocks: list[Block] = []
    for taken in minutes.ballots:
        blocks += [Heading(taken.title, 2), *([Paragraph(taken.said)] if taken.said else [])]
        blocks += [vote_table(taken.votes)] if taken.votes else []
        blocks += [Paragraph(taken.note)] if taken.note else []
    if minutes.ballots and minutes.votes:
        blocks += [Heading("Kết quả cuối cùng", 2), vote_table(minutes.votes)]
        blocks += [Paragraph(minutes.result or _passed(minutes.votes))]
    elif minutes.votes:
        said = [minutes.ballot and f"Hình thức: {minutes.ballot}.", minutes.threshold]
        blocks += [Paragraph(" ".join(filter(None, said))), vote_table(minutes.votes)]
        blocks += [Paragraph(minutes.result or _passed(minutes.votes))]
    if minutes.conclusions:
        blocks += [Paragraph("Chủ trì kết luận:"), Listing(minutes.conclusions)]
    return blocks


def _passed(votes: tuple[VoteLine, ...]) -> str:
    agreed = sum(line.passed for line in votes)
    if not agreed:
        return f"Kết quả: không có đề nghị nào trong {count(len(votes), 'đề nghị')} được thông qua."
    return f"Kết quả: {count(agreed)}/{count(len(votes), 'đề nghị')} được thông qua."


def _end(minutes: Minutes) -> str:
    if minutes.ended_at is None:
        return "Biên bản được lập tại cuộc họp."
    return f"Cuộc họp kết thúc lúc {moment(minutes.ended_at)}. Biên bản được thông qua tại cuộc họp."


def _opinions(opinions: tuple[str, ...]) -> list[Block]:
    if not opinions:
        return []
    return [Heading("IV. Ý KIẾN TỪNG THÀNH VIÊN"), Paragraph("Biểu quyết công khai:"), Listing(opinions)]


def _seal(counted: Count) -> list[Block]:
    blocks: list[Block] = []
    if counted.receipts:
        blocks += [Heading("IV. MÃ BIÊN NHẬN PHIẾU")]
        blocks += [Paragraph("Mỗi người bỏ phiếu đối chiếu mã của mình để biết phiếu đã được đếm:")]
        blocks += [Paragraph(" · ".join(sorted(counted.receipts)), align=Align.LEFT)]
    if counted.box:
        blocks += [Note(f"Mã băm SHA-256 của hòm phiếu: {counted.box}")]
    return blocks


def _signing(role: str, name: str) -> Signature:
    bare = name.removeprefix("Ông ").removeprefix("Bà ")
    return Signature((role,), bare, "(Ký, ghi rõ họ tên)")
