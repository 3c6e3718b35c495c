"""Write a draft out as a plan again, in our own standard wording, so that reading it gives the same draft.

The result is plain: sections of lines, for a page to show, for `documents` to print, for `reader` to read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thidua.base.days import written, written_long
from thidua.plans import wording
from thidua.plans.draft import Award, Basis, Criterion, Deadline, Period, PlanDraft, Quota

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")


@dataclass(frozen=True)
class Part:
    """Lines under a numbered heading."""

    heading: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A chapter: its heading, lines of its own, its parts."""

    heading: str
    lines: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Written:
    """A plan as it is printed, from top to bottom."""

    issuer: str
    number: str
    symbol: str  # without the number: KH-UBND
    place: str
    dated: str  # as printed after the place, with gaps where nothing is known
    kind: str
    title: str
    bases: tuple[str, ...]
    opening: str
    sections: tuple[Section, ...]
    closing: str
    recipients: tuple[str, ...]
    signed: tuple[str, ...]  # lines of authority and office
    signer: str

    def text(self) -> str:
        """Give the plan as plain text, an empty line between paragraphs."""
        return "\n\n".join(line for line in self._lines() if line)

    def _lines(self) -> Iterator[str]:
        yield from (self.issuer.upper(), f"Số: {self.number}/{self.symbol}") if self.symbol else (self.issuer.upper(),)
        yield from ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
        if self.place:
            yield f"{self.place}, {self.dated}"
        yield from ("", self.kind.upper(), self.title, "")
        yield from (f"{base};" for base in self.bases)
        yield self.opening
        for section in self.sections:
            yield from (section.heading, *section.lines)
            for part in section.parts:
                yield from (part.heading, *part.lines)
        yield self.closing
        if self.recipients:
            yield from ("", "Nơi nhận:", *(f"- {line};" for line in self.recipients))
        yield from ("", *self.signed, self.signer)


def written_plan(draft: PlanDraft) -> Written:
    """Write a draft out; what it does not hold is left out, and gaps stay for number and day."""
    document = draft.document
    number = (document.number or "").removesuffix(f"/{document.symbol or ''}")
    title = document.title or ""
    issuer = document.issuer or ""
    return Written(
        issuer=issuer,
        number=number,
        symbol=document.symbol or "",
        place=document.place or "",
        dated=_dated(draft),
        kind=document.kind or "Kế hoạch",
        title=title,
        bases=tuple(_basis(each) for each in draft.bases if each.role != "mentioned"),
        opening=f"{issuer} ban hành Kế hoạch {title[:1].lower()}{title[1:]} như sau:",
        sections=tuple(_numbered(_sections(draft))),
        closing=f"Trên đây là Kế hoạch {title[:1].lower()}{title[1:]}./.",
        recipients=tuple(each.text for each in draft.recipients),
        signed=tuple(filter(None, _signed(draft))),
        signer=document.signer.name or "",
    )


def _dated(draft: PlanDraft) -> str:
    document = draft.document
    if document.date:
        return written_long(document.date)
    if not document.month:
        return "ngày tháng năm"
    year, month = document.month.split("-")
    return f"ngày tháng {month if int(month) < 3 else int(month)} năm {year}"


def _signed(draft: PlanDraft) -> tuple[str | None, str | None]:
    signer = draft.document.signer
    title = signer.title or ""
    if signer.authority in {"TM.", "TM"}:
        return "TM. ỦY BAN NHÂN DÂN", title
    return None, f"{signer.authority or ''} {title}".strip()


def _basis(basis: Basis) -> str:
    verb = "Thực hiện" if basis.role == "parent_plan" else "Căn cứ"
    number = f" số {basis.number}" if basis.number else ""
    day = f" ngày {written(basis.date)}" if basis.date else ""
    issuer = f" của {basis.issuer}" if basis.issuer else ""
    launches = " về phát động phong trào thi đua" if basis.role == "parent_plan" else ""
    return f"{verb} {basis.kind}{number}{day}{issuer}{launches}"


def _numbered(sections: Iterator[tuple[str, list[tuple[str, list[str]]]]]) -> Iterator[Section]:
    """Number chapters and parts; what has no lines is left out."""
    count = 0
    for heading, parts in sections:
        kept = [(name, lines) for name, lines in parts if lines]
        if not kept:
            continue
        made = tuple(Part(f"{at}. {name}", tuple(lines)) for at, (name, lines) in enumerate(kept, 1))
        yield Section(f"{_ROMAN[count]}. {heading}", parts=made)
        count += 1


def _sections(draft: PlanDraft) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    yield (
        "MỤC ĐÍCH, YÊU CẦU",
        [
            ("Mục đích", _dashed([each.text for each in draft.purposes])),
            ("Yêu cầu", _dashed([each.text for each in draft.requirements])),
            ("Chủ đề thi đua", [draft.document.theme] if draft.document.theme else []),
        ],
    )
    yield (
        "ĐỐI TƯỢNG, NỘI DUNG, THỜI GIAN THI ĐUA",
        [
            ("Đối tượng thi đua", [f"- {_whom(each.subject)}: {each.text}" for each in draft.subjects]),
            ("Nội dung thi đua", _dashed([each.text for each in draft.contents])),
            ("Giải pháp thực hiện", _dashed([each.text for each in draft.solutions])),
            ("Thời gian thi đua", _period(draft.period)),
        ],
    )
    yield "TIÊU CHÍ THI ĐUA", _criteria(draft)
    yield "CÔNG TÁC KHEN THƯỞNG", _rewards(draft)
    yield (
        "TỔ CHỨC THỰC HIỆN",
        [(each.unit, _dashed([task.text for task in each.tasks])) for each in draft.responsibilities],
    )


def _rewards(draft: PlanDraft) -> list[tuple[str, list[str]]]:
    dossier = [f"- {each.text}" for each in draft.dossier.items]
    if draft.dossier.deferred_to:
        dossier.append(f"Hồ sơ thực hiện theo Kế hoạch số {draft.dossier.deferred_to}.")
    if draft.dossier.copies:
        dossier.append(f"Số lượng hồ sơ: {wording.copies(draft.dossier.copies)}.")
    quotas = [_quota(each) for each in draft.quotas]
    if draft.quotas_deferred_to:
        quotas.append(f"Số lượng khen thưởng thực hiện theo Kế hoạch số {draft.quotas_deferred_to}.")
    return [
        ("Hình thức khen thưởng", [_award(each) for each in draft.awards]),
        ("Số lượng khen thưởng", quotas),
        ("Hồ sơ đề nghị khen thưởng", dossier),
        ("Thời gian thực hiện", [_deadline(each) for each in draft.deadlines]),
        ("Quy trình xét khen thưởng", [draft.selection.text] if draft.selection else []),
        ("Mức thưởng", _dashed([each.text for each in draft.reward_level])),
        ("Kinh phí", _dashed([each.text for each in draft.funding])),
    ]


def _criteria(draft: PlanDraft) -> list[tuple[str, list[str]]]:
    def of(subject: str) -> list[Criterion]:
        return [each for each in draft.criteria if each.subject == subject]

    parts = [
        ("Tiêu chí chung", _dashed([each.text for each in of("general")])),
        ("Đối với tập thể", _dashed([each.text for each in of("collective")])),
        ("Đối với cá nhân", _dashed([each.text for each in of("individual")])),
    ]
    if draft.criteria_deferred_to:
        parts.append(("Tiêu chí khác", [f"Tiêu chí thực hiện theo Kế hoạch số {draft.criteria_deferred_to}."]))
    return parts


def _dashed(lines: Sequence[str]) -> list[str]:
    return [f"- {line}" for line in lines]


def _whom(subject: str) -> str:
    return wording.SUBJECTS.get(subject, subject).capitalize()


def _period(period: Period) -> list[str]:
    said = wording.period(Period(period.start, period.start_kind, period.end, period.end_kind))
    if period.end_kind == "vague" and "end" in period.sources:  # its own words are all there is
        start = wording.period(Period(period.start, period.start_kind))
        said = f"{start} {period.sources['end'].quote}".removeprefix(f"{wording.UNSAID} ")
    if said == wording.UNSAID:
        return []
    rounds = [words for name, words in (("yearly", "hằng năm"), ("stage", "giai đoạn")) if name in period.rounds]
    return [f"{said[:1].upper()}{said[1:]}{', ' if rounds else ''}{' và '.join(rounds)}."]


def _award(award: Award) -> str:
    of = f" của {award.authority}" if award.authority else ""
    whom = f" cho {wording.subjects(award.subjects)}" if award.subjects else ""
    asked = "Đề nghị tặng " if award.route == "propose" else ""
    when = {"yearly": " hằng năm", "stage": " khi tổng kết giai đoạn"}.get(award.when or "", "")
    return f"- {asked}{award.form}{of}{whom}{when}."


def _quota(quota: Quota) -> str:
    of = f" của {quota.authority}" if quota.authority else ""
    if quota.op == "deferred":
        what = f"{quota.award}{of}: " if quota.award else "Số lượng khen thưởng "
        return f"- {what}thực hiện theo Kế hoạch số {quota.deferred_to}."
    if quota.op == "set_by_unit":
        return "- Khen thưởng tại các đơn vị: do các đơn vị xây dựng số lượng khen thưởng."
    return f"- {quota.award or 'Khen thưởng'}{of}: {wording.quota(quota)}."


_DEEDS = {
    "submit_dossier": "gửi hồ sơ đề nghị khen thưởng",
    "register": "gửi bản đăng ký thi đua",
    "issue_own_plan": "xây dựng kế hoạch phát động phong trào thi đua của đơn vị, gửi",
    "report": "gửi báo cáo kết quả thực hiện",
    "review": "tổng kết phong trào thi đua",
}


def _deadline(deadline: Deadline) -> str:
    to = f" về {deadline.to}" if deadline.to else ""
    via = f" (qua {deadline.via})" if deadline.via else ""
    deed = f"{_DEEDS.get(deadline.act, 'thực hiện')}{to}{via}"
    said = f"{deadline.who} {deed}" if deadline.who else deed
    when = by(deadline)
    return f"- {said[:1].upper()}{said[1:]}{' ' if when else ''}{when}."


def by(deadline: Deadline) -> str:
    """Write by when, as it stands in the plan."""
    event = (deadline.event or "").strip()
    match deadline.meaning:
        case "before" if deadline.date:
            return f"trước ngày {written(deadline.date)}"
        case "relative":
            return f"{wording.deadline(deadline).replace('trong', 'chậm nhất là', 1)}"
        case "announced":
            return f"sẽ có thông báo sau khi {event}" if event else "sẽ có thông báo sau"
        case "none_stated":
            return ""
        case "vague":
            return deadline.text
        case _:
            return wording.deadline(deadline)
