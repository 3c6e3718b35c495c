"""What a survey may and may not, its codes and its mean. Pure; the mean is exact."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from thidua.base.days import written
from thidua.base.money import figure
from thidua.scoring.kinds import Satisfaction

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read two ways
LENGTH = 10  # 49 bits
BEST = max(Satisfaction.values)
LEAST_OF_ALL = 3  # fewer answers would let somebody guess who said what
MOST_QUESTIONS = 20
MOST_AT_ONCE = 5_000
UNKNOWN = "Không có mã này. Hãy xem lại từng chữ trên phiếu."


class Mean(NamedTuple):
    """What the answers about one unit give: how many answered, the sum of their scores, of how much at most."""

    answers: int
    total: int
    most: int

    @property
    def value(self) -> Fraction | None:
        """The mean score, exact; None without answers."""
        return Fraction(self.total * BEST, self.most) if self.most else None


def mean(counts: Mapping[int, int], questions: int) -> Mean:
    """Reckon over all questions together; ``counts`` says how many times each score was given."""
    said = sum(counts.values())
    return Mean(said // questions if questions else 0, sum(score * many for score, many in counts.items()), said * BEST)


def clean(typed: str) -> str:
    """Give a code as it is kept, however it was typed."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper())[:16]


def shown(code: str) -> str:
    """Write a code as people read it: two halves."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def why_not_open(
    questions: Sequence[str], opens_on: date, closes_on: date, least: int, *, is_survey: bool
) -> str | None:
    """Say why a survey may not be laid out like this."""
    if not is_survey:
        return "Chỉ lập khảo sát cho tiêu chí lấy điểm từ khảo sát. Hãy chọn tiêu chí khác."
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        return f"Hãy ghi từ 1 đến {MOST_QUESTIONS} câu hỏi, mỗi câu một dòng."
    if closes_on < opens_on:
        return "Ngày kết thúc lại trước ngày mở. Hãy sửa lại ngày."
    if least < LEAST_OF_ALL:
        return f"Mỗi đơn vị phải có ít nhất {LEAST_OF_ALL} phiếu, để không ai đoán được người nào trả lời gì."
    return None


def why_not_give(each: int, units: int, *, is_closed: bool) -> str | None:
    """Say why so many codes may not be given out."""
    if is_closed:
        return "Khảo sát đã kết thúc nên không phát thêm mã."
    if not units:
        return "Bộ chỉ số chưa có phiếu chấm nào. Hãy mở phiếu cho các đơn vị rồi phát mã."
    if each < 1:
        return "Hãy ghi số mã từ 1 trở lên."
    if each * units > MOST_AT_ONCE:
        many = f"{figure(each * units)} mã một lần là quá nhiều"
        return f"{many}; mỗi lần phát nhiều nhất {figure(MOST_AT_ONCE)}. Hãy phát cho từng đơn vị."
    return None


def why_not_answer(day: date, opens_on: date, closes_on: date, *, is_closed: bool, is_spent: bool) -> str | None:
    """Say why a code does not let its bearer answer today."""
    if is_spent:
        return "Mã này đã được dùng. Mỗi mã chỉ trả lời một lần."
    if is_closed or day > closes_on:
        return f"Khảo sát đã kết thúc ngày {written(closes_on)}. Cảm ơn bạn đã quan tâm."
    return f"Khảo sát mở từ ngày {written(opens_on)}. Hãy quay lại từ ngày đó." if day < opens_on else None


def why_not_scores(questions: Sequence[int], scores: Mapping[int, int]) -> str | None:
    """Every question is answered, with one of the five words."""
    if all(scores.get(one) in Satisfaction.values for one in questions):
        return None
    return "Còn câu chưa trả lời. Hãy chọn một mức ở mỗi câu rồi gửi."


def why_not_close(*, is_closed: bool) -> str | None:
    """A survey is closed once."""
    return "Khảo sát này đã kết thúc và đã có kết quả." if is_closed else None


def why_not_score(*, is_closed: bool) -> str | None:
    """Points follow from a closed survey."""
    return (
        None if is_closed else "Khảo sát chưa kết thúc nên chưa có kết quả để tính điểm. Hãy kết thúc khảo sát trước."
    )
