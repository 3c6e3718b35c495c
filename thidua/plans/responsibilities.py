"""Tổ chức thực hiện: each unit with its tasks, from headings or from the sentences themselves."""

import re
from collections.abc import Iterator
from datetime import date

from thidua.base.text import norm
from thidua.plans.draft import Responsibility, Task
from thidua.plans.grammar.limits import limits
from thidua.plans.outline import Node
from thidua.plans.passage import Passage, sentences
from thidua.plans.timetable import task_rows

_FRAME = re.compile(
    r"^(?:(?:trên cơ sở|căn cứ|theo|để|nhằm)[^,;.]{0,140},\s*)?(?:(?:(?:ủy ban nhân dân|ubnd|chủ tịch|giám đốc|"
    r"ban giám đốc|thủ trưởng)[^,;.]{0,40}\s)?"
    r"(?:giao|đề nghị|yêu cầu|phân công|ủy quyền)(?:\s+(?:cho|trách nhiệm cho))?\s+|trách nhiệm của\s+|đối với\s+)?"
)
_VERBS = (
    "có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ trì|chủ động|xây dựng|căn cứ|phối hợp|thường xuyên|theo dõi|"
    "triển khai|tham mưu|hướng dẫn|tiếp tục|"
    "đẩy mạnh|tuyên truyền|thực hiện|quán triệt|tăng cường|kịp thời|đôn đốc|là cơ quan|là đầu mối|là đơn vị|"
    "là bộ phận|làm đầu mối|bố trí|"
    "cân đối|đưa tin|phát động|chỉ đạo|vận động|"
    "rà soát|nghiêm túc|phổ biến|lồng ghép|giúp|báo cáo|gửi|lập|đăng ký|cụ thể|quan tâm|tạo điều kiện|nghiên cứu|"
    "tích cực|họp|phát huy|phân công|bảo đảm|đảm bảo|"
    "công bố|cung cấp|cập nhật|ưu tiên|phê duyệt|duy trì|trích|chi trả|nêu gương|gương mẫu|khuyến khích|tập trung|"
    "nâng cao|"
    "niêm yết|chuẩn bị|lựa chọn|giới thiệu|bình xét|tiếp nhận|đề xuất|quy định|kết nối|hỗ trợ|tập huấn|bồi dưỡng|"
    "quản lý|vận hành|"
    "sơ kết|tổng kết|nắm|thống nhất|tăng thời lượng|xét duyệt|chấm|hoàn thành|kiểm tra|cử|xét|thẩm định|tổng hợp|"
    "phản ánh|mở|dựa|trên cơ sở|hưởng ứng|ban hành|thông tin|đăng tải|"
    "biên tập|giám sát|sử dụng|tổ chức triển khai|"
    "tổ chức thực hiện|tổ chức tuyên truyền|tổ chức phát động|lãnh đạo|khẩn trương|đánh giá|trực tiếp(?! (?:cơ sở|"
    "phục vụ|quản lý))|"
    "nghiệm thu|phúc tra|thống kê|xác nhận|thanh toán|quyết toán|tuần tra|cấp phát|viết|trao|chi|in ấn|"
    "tiến hành|theo chức năng|theo nhiệm vụ|trình|thành lập"
)
_VERB = re.compile(
    rf",?\s+(?:sẽ |cần |phải |được giao )?(?<!các )(?<!những )(?<!thường )(?:{_VERBS}|"
    r"tổ chức(?!\s*(?:chính trị|xã hội|đảng|cá nhân|đoàn thể|hội|- )))\b"
)
_UNIT = re.compile(
    r"^(?:các |những |toàn thể |mỗi |thường trực |đồng chí |tập thể )?(?:cơ quan|đơn vị|phòng|sở|ban|bộ|ngành|ubnd|"
    r"ủy ban|ubmttq\w*|mặt trận|mttq\w*|xã|phường|huyện|địa phương|trưởng|thủ trưởng|"
    r"chánh|giám đốc|phó|tập thể|cá nhân|cụm|khối|hội|đoàn|công đoàn|chi|trường|văn phòng|văn hóa|thành viên|"
    r"doanh nghiệp|cấp|đảng|liên đoàn|hội đồng|tổ|trung tâm|đài|báo|"
    r"công an|bệnh viện|công ty|kho bạc|công chức|cán bộ|người đứng đầu|thanh tra|cục|chủ tịch|bí thư|bảo hiểm|viện|"
    r"tòa|quỹ|ngân hàng|kế toán|tài chính|hiệu trưởng|"
    r"đội|đồn|hạt|xí nghiệp|nhà máy|nhà thầu|nông trường|hợp tác xã|khách sạn|"
    r"cổng|thôn|bản|buôn|làng|ấp|khu|ban chỉ|quân sự|bch|tỉnh|thành|vụ|tổng|nhà|lãnh đạo|thường trực|khoa|"
    r"địa chính|tư pháp|bưu điện|trạm)\b"
)
_CLOSING = re.compile(
    r"^(?:trên đây|trong quá trình|quá trình (?:thực hiện|triển khai)|kế hoạch này|kinh phí|nhận được|nếu có|"
    r"văn bản này|hướng dẫn này|yêu cầu[^,;.]{0,120}nghiêm túc)"
)
_APPOSITION = re.compile(r",\s+(?:là\s+)?cơ quan\s+(?:thường trực|thẩm định|chủ trì)|\s*\(")


def read_responsibilities(root: Node) -> tuple[Responsibility, ...]:
    """Give each unit once, its tasks in the order of the text."""
    found: list[tuple[Passage, list[Task]]] = []
    for node in root.walk():
        if node.paragraph is not None and "responsibility" in node.topics and not _is_handled(node):
            _take(node, found)
    for row in task_rows(root, frozenset({"responsibility", "review", "content", "period"})):
        if row.unit is not None:
            due = _due(row.time, bare=True) if row.time is not None else None
            _add(found, row.unit, [Task(row.task.text, due, row.task.quote)])
    return tuple(Responsibility(unit.text, tuple(tasks), unit.quote) for unit, tasks in found)


def _is_handled(node: Node) -> bool:
    """Below a heading that names a unit everything is that unit's task."""
    parent = node.parent
    return any(
        "responsibility" in each.topics and _heading_unit(each) is not None
        for each in (parent.up() if parent is not None else ())
    )


def _take(node: Node, found: list[tuple[Passage, list[Task]]]) -> None:
    if node.paragraph is not None and node.paragraph.cells:
        return
    if unit := _heading_unit(node):
        tasks = [_task(node.body)] if node.body is not None else []
        tasks += [_task(each.words) for each in node.items() if each is not node and not _CLOSING.match(each.words.low)]
        _add(found, unit, tasks)
        return
    if node.is_title or _CLOSING.match(node.words.low):
        return
    units = list(_units_in(node.said if node.own else node.words))
    for unit, said in units:
        _add(found, unit, [_task(said)])
    if not units and found and node.style in "-+*•":
        found[-1][1].append(_task(node.words))


def _add(found: list[tuple[Passage, list[Task]]], unit: Passage, tasks: list[Task]) -> None:
    known = next((each for each in found if each[0].low == unit.low), None)
    if known is not None:
        known[1].extend(tasks)
    else:
        found.append((unit, tasks))


def _heading_unit(node: Node) -> Passage | None:
    """The unit a heading names: “2. Sở Tài chính”, “Giao Phòng Nội vụ:”, “Trách nhiệm của các đơn vị”."""
    if node.label is None or node.own - {"responsibility"} or not (node.children or node.body is not None):
        return None
    label = node.label
    if _EVERYBODY.fullmatch(norm(label.text)) and _names_units(node):
        return None  # “Trách nhiệm của các đơn vị” over units that have each their own
    start = _FRAME.match(label.low)
    bare = label.cut(start.end() if start else 0)
    if not _UNIT.match(bare.low) or (node.own and not label.low.startswith("trách nhiệm của ")):
        return None
    verb = _VERB.search(bare.text)
    unit = _without_apposition(bare.cut(0, verb.start()) if verb and verb.start() > 3 else bare)
    return unit.trimmed(" ,;:.") if len(unit) > 3 else None


_EVERYBODY = re.compile(
    r"trach nhiem cua (?:cac )?(?:co quan|don vi|phong|ban|bo phan|to chuc|ca nhan|nganh|dia phuong|lien quan|thuoc|so|"
    r"truong|va|,| )+"
)


def _names_units(node: Node) -> bool:
    """Say whether most of what stands below begins with a unit and what it does."""
    below = [child for child in node.children if child.paragraph is not None]
    named = sum(unit_in(child.words) is not None or _heading_unit(child) is not None for child in below)
    return named > 1 and 2 * named > len(below)


def _without_apposition(unit: Passage) -> Passage:
    found = _APPOSITION.search(unit.low)
    return (
        unit.cut(0, found.start())
        if found and found.start() > 3 and not unit.low[: found.start()].endswith("mttq")
        else unit
    )


def unit_in(sentence: Passage) -> Passage | None:
    """Name the unit a sentence gives something to do, None when it begins with none."""
    return next((unit for unit, _ in _units_in(sentence)), None)


def _units_in(words: Passage) -> Iterator[tuple[Passage, Passage]]:
    """The unit a sentence gives its task to, and a second one after “; riêng”."""
    parts = list(words.split(re.compile(r"[;.]\s+riêng\s+(?:đối với\s+)?")))
    for part in parts:
        first = next(sentences(part))
        start = _FRAME.match(first.low)
        bare = first.cut(start.end() if start else 0)
        if not _UNIT.match(bare.low) and not _LABELLED_TASK.match(bare.low):
            continue
        verb = _VERB.search(bare.text, 3)  # “Tổ tổng hợp” is a name
        colon = bare.text.find(":")
        end = min(place for place in (verb.start() if verb else 10**6, colon if colon > 0 else 10**6))
        if end > 250:
            continue
        unit = _without_apposition(bare.cut(0, end)).trimmed(" ,;:")
        if len(unit) > 3:
            yield unit, part


_LABELLED_TASK = re.compile(
    rf"(?!giai đoạn|đợt|bước|thời|năm|quý|hồ sơ|nội dung|khi|sau)(?![^:]*[.;\d])[^:]{{4,80}}:\s+(?:{_VERBS}|tổ chức)\b"
)


def _task(words: Passage) -> Task:
    return Task(words.text, _due(words), words.quote)


def _due(words: Passage, *, bare: bool = False) -> date | None:
    return next((limit.last_day for limit in limits(words, bare=bare) if limit.last_day), None)
