"""Word a draft as the text of a plan, so that each of its values stands in a sentence. Pure.

The reader is not needed afterwards: the places are known as the text is written.
"""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from thidua.base.days import written

Draft = dict[str, Any]
_SUBJECTS = {"collective": "tập thể", "individual": "cá nhân"}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_ACTS = {
    "submit_dossier": "Gửi hồ sơ đề nghị khen thưởng",
    "register": "Đăng ký thi đua",
    "issue_own_plan": "Ban hành kế hoạch của đơn vị",
    "report": "Gửi báo cáo",
    "review": "Sơ kết, tổng kết",
    "other": "Thực hiện",
}


class Pen:
    """Lines as they grow, with the place of the last one."""

    def __init__(self) -> None:
        self.text = ""

    def line(self, words: str) -> dict[str, Any]:
        """Write one line; give its place."""
        start = len(self.text)
        self.text += f"{words}\n"
        return {"line": self.text.count("\n", 0, start) + 1, "start": start, "end": start + len(words), "quote": words}


def worded(draft: Mapping[str, Any]) -> tuple[str, Draft]:
    """Give the text of a plan and the same draft with its places in that text."""
    made = deepcopy(dict(draft))
    pen = Pen()
    _head(pen, made)
    chapters = (_aims, _contents, _period, _criteria, _awards, _dossier, _tasks)
    place = 0
    for chapter in chapters:
        before = pen.text
        pen.line(f"{_ROMAN[place]}. {chapter.__doc__ or ''}".strip())
        opened = pen.text
        chapter(pen, made)
        if pen.text == opened:
            pen.text = before
        else:
            place += 1
    return pen.text.rstrip("\n"), made


def _head(pen: Pen, draft: Draft) -> None:
    document = draft["document"]
    sources: dict[str, Any] = {}
    if document.get("issuer"):
        sources["issuer"] = pen.line(document["issuer"])
    pen.line((document.get("kind") or "Kế hoạch").upper())
    if document.get("title"):
        sources["title"] = pen.line(document["title"])
    document["sources"] = sources
    document["signer"] = {**(document.get("signer") or {}), "sources": {}}
    for basis in draft["bases"]:
        day = f" ngày {written(date.fromisoformat(basis['date']))}" if basis.get("date") else ""
        issuer = f" của {basis['issuer']}" if basis.get("issuer") else ""
        lead = "Thực hiện" if basis["role"] == "parent_plan" else "Căn cứ"
        number = f" số {basis['number']}" if basis.get("number") else ""
        basis["source"] = pen.line(f"{lead} {basis['kind']}{number}{day}{issuer};")


def _each(pen: Pen, title: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        pen.line(title)
    for row in rows:
        row["source"] = pen.line(f"- {row['text']}")


def _aims(pen: Pen, draft: Draft) -> None:
    """MỤC ĐÍCH, YÊU CẦU"""
    _each(pen, "1. Mục đích", draft["purposes"])
    _each(pen, "2. Yêu cầu", draft["requirements"])


def _contents(pen: Pen, draft: Draft) -> None:
    """NỘI DUNG, ĐỐI TƯỢNG"""
    _each(pen, "1. Đối tượng thi đua", draft["subjects"])
    _each(pen, "2. Nội dung thi đua", draft["contents"])
    _each(pen, "3. Giải pháp", draft["solutions"])


def _period(pen: Pen, draft: Draft) -> None:
    """THỜI GIAN THI ĐUA"""
    period = draft["period"]
    start = f"từ ngày {written(date.fromisoformat(period['start']))}" if period.get("start") else "kể từ ngày ban hành"
    if period.get("end"):
        lead = "đến trước ngày" if period["end_kind"] == "before" else "đến hết ngày"
        source = pen.line(f"Thời gian: {start} {lead} {written(date.fromisoformat(period['end']))}.")
        period["sources"] = {"end": source}
    else:
        period["sources"] = {}


def _criteria(pen: Pen, draft: Draft) -> None:
    """TIÊU CHÍ THI ĐUA"""
    for kind, title in (
        ("general", "Tiêu chí chung"),
        ("collective", "Đối với tập thể"),
        ("individual", "Đối với cá nhân"),
    ):
        _each(pen, title, [row for row in draft["criteria"] if row["subject"] == kind])


def _awards(pen: Pen, draft: Draft) -> None:
    """KHEN THƯỞNG"""
    for award in draft["awards"]:
        authority = f" {award['authority']}" if award.get("authority") else ""
        verb = "Đề nghị tặng" if award.get("route") == "propose" else "Tặng"
        award["source"] = pen.line(f"- {verb} {award['form']}{' của' if authority else ''}{authority}.")
    for quota in draft["quotas"]:
        quota["source"] = pen.line(f"- {_quota(quota)}.")
    for row in draft["funding"]:
        row["source"] = pen.line(f"- {row['text']}")


def _quota(quota: Mapping[str, Any]) -> str:
    whom = _SUBJECTS.get(quota.get("subject") or "", "tập thể và cá nhân")
    form = f" {quota['award']}" if quota.get("award") else ""
    amount = {
        "max": f"tối đa {quota.get('n')} {whom}",
        "exact": f"{quota.get('n')} {whom}",
        "range": f"từ {quota.get('n')} đến {quota.get('n_max')} {whom}",
        "share": f"không quá {quota.get('percent')}% {whom}",
        "per_group": f"mỗi {quota.get('per')} {quota.get('n')} {whom}",
        "deferred": f"theo Kế hoạch số {quota.get('deferred_to')}",
    }.get(quota["op"], "do đơn vị tự quyết định")
    return f"Số lượng{form}: {amount}"


def _dossier(pen: Pen, draft: Draft) -> None:
    """HỒ SƠ, THỜI HẠN"""
    _each(pen, "1. Hồ sơ gồm", draft["dossier"]["items"])
    draft["dossier"]["sources"] = {}
    for row in draft["deadlines"]:
        row["source"] = pen.line(f"- {_ACTS.get(row['act'], 'Thực hiện')}: {_deadline(row)}.")
        row["text"] = row["source"]["quote"]


def _deadline(row: Mapping[str, Any]) -> str:
    lead = "trước ngày" if row["meaning"].endswith("before") else "đến hết ngày"
    if row["meaning"] in {"before", "until"} and row.get("date"):
        return f"{lead} {written(date.fromisoformat(row['date']))}"
    if row["meaning"].startswith("yearly") and row.get("month_day"):
        return f"{lead} {'/'.join(reversed(row['month_day'].split('-')))} hằng năm"
    if row["meaning"] == "relative":
        kind = "ngày làm việc" if row.get("day_kind") == "working" else "ngày"
        return f"chậm nhất {row.get('days')} {kind} kể từ ngày {row.get('event') or ''}".rstrip()
    return {"announced": "sẽ có thông báo", "vague": row.get("text") or ""}.get(row["meaning"], "theo yêu cầu")


def _tasks(pen: Pen, draft: Draft) -> None:
    """TỔ CHỨC THỰC HIỆN"""
    for row in draft["responsibilities"]:
        row["source"] = pen.line(f"{row['unit']}:")
        for task in row["tasks"]:
            task["source"] = pen.line(f"- {task['text']}")
    if draft.get("selection"):
        draft["selection"]["source"] = pen.line(draft["selection"]["text"])


def child_of(parent: Mapping[str, Any], *, issuer: str, level: str, number: str, dated: str, upper: str) -> Draft:
    """Begin a subordinate unit's plan from its superior's: same contents, criteria and days, its own name.

    Awards and quotas are the unit's own to set: a superior's awards are asked of it, so they become proposals without
    a number; who does what and who receives it begins empty.
    """
    made = deepcopy(dict(parent))
    title = (made["document"].get("title") or "").strip()
    made["document"] |= {
        "issuer": issuer,
        "issuer_level": level,
        "number": None,
        "symbol": None,
        "date": None,
        "month": None,
        "place": None,
        "signer": {"name": None, "title": None, "authority": None, "sources": {}},
        "title": title,
    }
    basis = {"kind": "Kế hoạch", "number": number, "date": dated, "issuer": upper, "role": "parent_plan"}
    made["bases"] = [basis | {"source": None}]
    made["awards"] = [each | {"route": "propose"} for each in made["awards"]]
    made["quotas"] = []
    made["deadlines"] = [each for each in made["deadlines"] if each["act"] != "issue_own_plan"]
    made |= {"responsibilities": [], "recipients": [], "forms": [], "findings": [], "selection": None}
    return made
