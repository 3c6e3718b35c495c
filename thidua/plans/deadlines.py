"""Deadlines: who sends what to whom by when; the end of the movement stands in the period."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from thidua.plans.draft import Deadline
from thidua.plans.grammar.bodies import body_at
from thidua.plans.grammar.limits import Limit, limits
from thidua.plans.outline import Node
from thidua.plans.passage import Passage, sentences
from thidua.plans.responsibilities import unit_in
from thidua.plans.timetable import task_rows

_SKIPPED = frozenset({"purpose", "requirement", "subject", "theme", "funding", "reward_level"})
_TARGETS = frozenset({"content", "solution", "criteria"})
_NOT_DOSSIER = re.compile(
    r"(?:giải quyết|số hóa|xử lý|thụ lý|tồn đọng) hồ sơ|hồ sơ (?:thủ tục|tthc|trễ|giải quyết|công việc|đất đai|"
    r"đúng hạn|sức khỏe|bệnh án)"
)
_ACTS = (
    (
        "submit_dossier",
        re.compile(
            r"hồ sơ|khen thưởng (?:sơ kết|tổng kết|hàng năm|giai đoạn|đột xuất|thường xuyên)|(?:gửi|nộp|trình|"
            r"lập)[^.;]{0,60}(?:đề nghị (?:xét )?(?:khen|tặng)|danh sách(?! đăng ký)|tờ trình|"
            r"kết quả bình|thành tích)|"
            r"đề nghị (?:xét )?(?:khen thưởng|tặng)[^.;]{0,80}(?:gửi|nộp|về)"
        ),
    ),
    ("register", re.compile(r"đăng ký|giao ước")),
    (
        "issue_own_plan",
        re.compile(
            r"(?:xây dựng|ban hành|cụ thể hóa|gửi|lập)[^.;]{0,50}(?:kế hoạch|chương trình|văn bản)|(?:phát động|"
            r"tổ chức phát động)[^.;]{0,30}(?:phong trào|thi đua)|(?<!lễ )phát động"
        ),
    ),
    ("report", re.compile(r"báo cáo")),
    ("review", re.compile(r"sơ kết|tổng kết")),
)
_BY_TOPIC = (
    ("dossier", "submit_dossier"),
    ("register", "register"),
    ("report", "report"),
    ("review", "review"),
    ("deadline", "submit_dossier"),
)
_SENDS = re.compile(r"\b(?:gửi|nộp)\s+(?!kèm)(?:[^.;]{0,60}?\b)?(?:về|cho|đến|tới|ubnd|sở|phòng|ban|văn phòng|vụ|bộ)\s")


def read_deadlines(root: Node) -> tuple[Deadline, ...]:
    """Give every time limit but the end of the movement, each once; then the duties to send that name no day."""
    found: list[Deadline] = []
    for node in _speaking(root):
        for sentence in sentences(node.words):
            found += _of_sentence(sentence, node)
    found += _of_tables(root)
    unique = _once(found)
    known = {each.act for each in unique}
    for node in root.items():
        if "responsibility" in node.topics or node.topics & {"dossier", "deadline"}:
            unique += [each for each in _undated(node) if each.act not in known]
    return tuple(_once(unique))


def _of_tables(root: Node) -> Iterator[Deadline]:
    """The time a table sets for each task."""
    for row in task_rows(root, frozenset({"responsibility", "review", "deadline", "period", "dossier"})):
        if row.time is None:
            continue
        act = next((name for name, pattern in _ACTS if pattern.search(_NOT_DOSSIER.sub("", row.task.low))), "other")
        for limit in limits(row.time, bare=True):
            if limit.meaning == "vague" and act == "other":
                continue
            yield Deadline(
                act=act, meaning=limit.meaning, date=limit.date, last_day=limit.last_day, month_day=limit.month_day,
                days=limit.days, day_kind=limit.day_kind, event=limit.event, who=row.unit.text if row.unit else None,
                text=row.time.text, source=row.time.quote,
            )  # fmt: skip


def _speaking(root: Node) -> Iterator[Node]:
    for node in root.walk():
        if node.paragraph is None or node.paragraph.cells or (node.topics and node.topics <= _SKIPPED):
            continue
        if not node.is_title or re.search(r"\d", node.words.text):
            yield node


def _once(found: list[Deadline]) -> list[Deadline]:
    seen: dict[tuple[object, ...], Deadline] = {}
    for each in found:
        days = (each.date, each.month_day, each.days, each.event)
        seen.setdefault((each.act, each.meaning, *days, each.text.lower() if not any(days) else ""), each)
    return list(seen.values())


def _of_sentence(sentence: Passage, node: Node) -> Iterator[Deadline]:
    labelled = (
        node.label is not None
        and node.body is not None
        and bool(node.own & {"deadline", "register", "dossier", "report"})
    )
    bare = labelled or node.topics == {"deadline"}
    every = list(limits(sentence, bare=bare))
    for limit in every:
        if _is_narrowed(limit, every):
            continue
        act = _act(sentence, limit, node)
        if act is None or not _counts(limit, act, sentence, node):
            continue
        spoken = _clause_of(sentence, limit, act)
        yield Deadline(
            act=act, meaning=limit.meaning, date=limit.date, last_day=limit.last_day, month_day=limit.month_day,
            days=limit.days, day_kind=limit.day_kind, event=limit.event, who=_who(sentence, node),
            to=_to(spoken), via=_via(spoken), text=limit.words.text, source=limit.words.quote,
        )  # fmt: skip


_SPAN_START = re.compile(
    r"\btừ\s+(?:ngày\s+)?\d[\d/.\-]*(?:\s+tháng\s+\d+(?:\s+năm\s+\d+)?)?\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?$"
)
_MONTH_OF_YEAR = re.compile(r"tháng\s+(\d{1,2})\s*(?:năm\s+|/\s?)(\d{4})")


def _is_narrowed(limit: Limit, every: list[Limit]) -> bool:
    """“trong tháng 10/2022, muộn nhất là 31/10/2022”: the day in that month is the limit."""
    month = _MONTH_OF_YEAR.search(limit.words.low) if limit.meaning == "vague" else None
    if month is None:
        return False
    said = (int(month.group(2)), int(month.group(1)))
    return any(each.date is not None and (each.date.year, each.date.month) == said for each in every)


_REPORTS_LAST = re.compile(r"(?:kế hoạch|phát động)\b[^.;]{0,80}\bbáo cáo (?:kết quả|tình hình|về|định kỳ)")
_SPAN = re.compile(r"\btừ\b.*\bđến\b")
_MEETS = re.compile(r"họp xét|họp hội đồng|hội đồng[^.;]{0,60}\b(?:họp|xét)\b|trình hội đồng")
_JUDGES = re.compile(r"thẩm định|xem xét|trả lời|thông báo kết quả|công khai|tiếp nhận|trả kết quả|quyết định khen")


_SENDS_ELSE = re.compile(  # “xây dựng kế hoạch trong tháng 7, gửi báo cáo về Sở trước ngày …”: another act, another day
    r",\s+(?:và\s+)?(?=(?:gửi|nộp|tổng hợp,? )?\s*báo cáo\b[^;.]*\b(?:trước|chậm nhất|muộn nhất|hàng|định kỳ)\b)"
)


def _clause_of(sentence: Passage, limit: Limit, act: str) -> Passage:
    """Give the clause of a limit when it speaks of its own act, else the sentence: who receives may stand before."""
    start = sentence.low.rfind(";", 0, limit.start) + 1
    stop = sentence.low.find(";", limit.start)
    clause = sentence.cut(start, stop if stop > 0 else None)
    pattern = dict(_ACTS).get(act)
    if stop > 0 and pattern is not None and pattern.search(clause.low) and not pattern.search(sentence.low, stop):
        return clause  # what follows the semicolon is another act, with its own receiver
    if then := _SENDS_ELSE.search(sentence.low, limit.start):
        return sentence.cut(start, then.start())
    return clause if start and pattern is not None and pattern.search(clause.low) else sentence


@lru_cache(maxsize=64)  # a sentence with many limits asks again and again
def _named_act(low: str) -> tuple[str | None, bool]:
    """Name the act these words speak of, and whether a report follows the plan in them."""
    bare = _NOT_DOSSIER.sub("", low).replace("hồ sơ đăng ký", "đăng ký")
    act = next((name for name, pattern in _ACTS if pattern.search(bare)), None)
    return act, bool(_REPORTS_LAST.search(bare))


def _act(sentence: Passage, limit: Limit, node: Node) -> str | None:
    """The act of the clause the limit stands in, else of the sentence, the label, the section."""
    start = sentence.low.rfind(";", 0, limit.start) + 1
    stop = sentence.low.find(";", limit.start)
    clause = sentence.low[start : stop if stop > 0 else None]
    if "period" in node.topics and _SPAN.search(clause) and not any(pattern.search(clause) for _, pattern in _ACTS):
        return None
    texts = [clause, sentence.low]
    texts += [each.label.low for each in node.up() if each.label is not None]
    if (
        limit.meaning == "relative"
        and _JUDGES.search(sentence.low[: limit.start + 4])
        and not _SENDS.search(sentence.low)
    ):
        return "other"
    if node.topics & {"responsibility", "selection"} and _MEETS.search(clause) and not _SENDS.search(clause):
        return "other"  # the day the council meets, not one on which anybody sends
    for text in texts:
        act, reports_last = _named_act(text)
        if act is not None:
            reports = text is not clause or _REPORTS_LAST.search(clause[: limit.start - start])
            return "report" if act == "issue_own_plan" and reports_last and reports else act
    topic = next((act for topic, act in _BY_TOPIC if topic in node.topics), None)
    if topic is None and "award" in node.topics and re.match(r"(?:và )?(?:gửi|nộp)\b", sentence.low):
        return "submit_dossier"  # “Gửi về … trước ngày …” after the papers of an award
    return topic or ("other" if node.topics & {"responsibility", "award", "selection"} else None)


def _counts(limit: Limit, act: str, sentence: Passage, node: Node) -> bool:
    """Leave out the movement's own time, targets of the contents, and months of nothing in particular."""
    low = sentence.low
    if node.topics <= _TARGETS and not (act != "other" and re.search(r"\b(?:gửi|nộp) (?:về|cho|hồ sơ|báo cáo)", low)):
        return False
    if re.search(r"(?:phong trào|thi đua)[^.;]{0,80}\btừ\b[^.;]{0,80}\bđến\b", low) and not re.search(
        r"\b(?:gửi|nộp|hồ sơ|đăng ký|sơ kết)\b", low
    ):
        return False
    if (
        "period" in node.topics
        and limit.words.low.startswith(("đến", "tới"))
        and _SPAN_START.search(low, 0, limit.start)
    ):
        return False
    if "period" in node.topics and not node.topics & {"dossier", "deadline", "register"}:
        label = node.label.low if node.label is not None else ""
        if not re.search(r"hồ sơ|đăng ký|báo cáo|sơ kết|tổng kết|xét khen|gửi", label + low) or act in {
            "issue_own_plan",
            "other",
        }:
            return False
        if re.search(r"\btừ\b[^.;]{0,60}\bđến\b", low) and not re.search(r"hồ sơ|đăng ký|gửi|sơ kết|tổng kết", low):
            return False
    if limit.meaning == "vague" and limit.shape != "malformed":
        return act not in {"other"} and (act in node.own or _near_act(low, limit, act))
    if limit.meaning == "announced":
        return bool(node.topics & {"deadline", "dossier"}) or bool(re.search(r"thời gian|thời hạn", low))
    return not (limit.meaning == "relative" and re.search(r"thủ tục hành chính|giải quyết", low))


def _near_act(low: str, limit: Limit, act: str) -> bool:
    """A month or quarter is a deadline only of a sum-up or a sending in the same clause."""
    signs = (";", ".") if act in {"issue_own_plan", "register", "submit_dossier"} else (";", ".", ",")
    start = max(low.rfind(sign, 0, limit.start) for sign in signs)
    clause = re.split(f"[{''.join(signs)}]", low[start + 1 : limit.start + 80] + " ")[0]
    if act == "issue_own_plan" and limit.shape == "year":
        return False
    pattern = dict(_ACTS)[act]
    if act == "report" and not re.search(
        r"gửi|nộp|định kỳ|trước|báo cáo (?:kết quả|sơ kết|tổng kết|tình hình)", clause
    ):
        return False
    return bool(pattern.search(clause))


# --- duties without a day


def _undated(node: Node) -> Iterator[Deadline]:
    for sentence in sentences(node.words):
        if not _SENDS.search(sentence.low) or any(True for _ in limits(sentence)):
            continue
        clause = next((part for part in sentence.split(re.compile(r";\s+")) if _SENDS.search(part.low)), sentence)
        act = next((name for name, pattern in _ACTS if pattern.search(_NOT_DOSSIER.sub("", clause.low))), None)
        if act in {"issue_own_plan", "register", "submit_dossier", "report"}:
            yield replace(
                Deadline(act=act, meaning="none_stated", text=clause.text, source=clause.quote),
                who=_who(clause, node),
                to=_to(clause),
                via=_via(clause),
            )


# --- who, to, via


_WHO = re.compile(
    r"^(?:riêng\s+|(?:trên cơ sở|căn cứ|sau khi|kết thúc|theo|khi)[^,;]{0,140},\s*)?(?:(?:giao|đề nghị|"
    r"yêu cầu)\s+)?(?P<who>[^.;:]{3,140}?),?\s+"
    r"(?:gửi|nộp|lập|hoàn thành|báo cáo|xây dựng|đăng ký|tiến hành|tổ chức|có trách nhiệm|tổng hợp|triển khai|"
    r"chịu trách nhiệm|căn cứ|rà soát|ban hành|phát động|chủ động|tham mưu|họp)\b"
)
_UNIT_WORD = re.compile(
    r"^(?:các |thủ trưởng |những )?(?:cơ quan|đơn vị|phòng|sở|ban|ubnd|ủy ban|xã|huyện|địa phương|trưởng|tập thể|"
    r"cá nhân|"
    r"cụm|khối|hội|đoàn|công đoàn|chi|trường|bộ|văn phòng|thành viên|doanh nghiệp|cấp|đảng|liên đoàn|mặt trận|hội đồng|"
    r"tổ|nhà|thôn|bản|buôn|làng|ấp|khu)"
)


def _who(sentence: Passage, node: Node) -> str | None:
    if node.own and node.body is not None and sentence.start < node.body.start:
        start = node.body.start
        sentence = sentence.cut(next((place for place, at in enumerate(sentence.at) if at >= start), 0))
    if unit := unit_in(sentence):
        return unit.text
    found = _WHO.match(sentence.low)
    if found and _UNIT_WORD.match(found.group("who")):
        return sentence.text[found.start("who") : found.end("who")]
    if (
        "responsibility" in node.topics
        and node.parent is not None
        and node.parent.label is not None
        and not node.parent.own
    ):
        return node.parent.label.text
    return None


_TO = re.compile(
    r"(?:(?:gửi|nộp|trình|báo cáo)\b[^.;]{0,120}?\b(?:về|cho|đến|tới)|đăng ký\b[^.;]{0,120}?\b(?:về|đến|tới))\s+"
    r"(?!(?:hết|trước|ngày) )"
    r"(?=[^\d\s])"
)
_TO_END = re.compile(
    r"\s*(?:\(|,|;|\.|\bqua\b|\btrước\b|\bchậm nhất\b|\bđể\b|\btổng hợp\b|\bđến\b|\bvào\b|\btheo\b|\bxem xét\b|"
    r"\bthẩm định\b|\bmuộn nhất\b|\btrong\b|\bbằng\b|\bkhi\b)"
)
_VIA = re.compile(
    r"\(?\b(?:qua|thông qua)\s+(?!đó|việc|hệ thống|công tác)(?P<via>[^()]{3,90}?)\s*(?:\)|$|;|\btrước\b|\bchậm\b|"
    r"\bđể\b|,\s*(?:trước|để|chậm|địa chỉ|số \d|email))"
)


def _to(sentence: Passage) -> str | None:
    found = _TO.search(sentence.low)
    if not found:
        return _straight_to(sentence)
    if body := body_at(sentence, found.end()):
        return " ".join(body.text.split())
    end = _TO_END.search(sentence.low, found.end())
    words = sentence.cut(found.end(), end.start() if end else None).trimmed()
    return words.text if 2 < len(words) < 120 else None


_STRAIGHT = re.compile(r"\b(?:gửi|nộp|báo cáo)\s+(?:lãnh đạo\s+)?(?=[a-zđà-ỹ])")


def _straight_to(sentence: Passage) -> str | None:
    """“gửi Văn phòng trước ngày …”: who receives stands right after the verb."""
    for found in _STRAIGHT.finditer(sentence.low):
        if body := body_at(sentence, found.end()):
            return " ".join(body.text.split())
    return None


def _via(sentence: Passage) -> str | None:
    found = _VIA.search(sentence.low)
    return sentence.text[found.start("via") : found.end("via")].strip(" ,.") if found else None
