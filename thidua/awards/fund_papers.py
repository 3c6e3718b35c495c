"""The papers of a fund: the report of forming and use as Word, payment list, book and report as a spreadsheet."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from thidua.awards.kinds import EntryKind
from thidua.awards.models import DecisionLine, Fund
from thidua.awards.queries import money as queries
from thidua.awards.queries.money import Used
from thidua.awards.rules import money as rules
from thidua.awards.rules import wording
from thidua.awards.rules.money import COMING_IN, Balance
from thidua.base.days import written
from thidua.base.money import dong, figure
from thidua.documents import sheets
from thidua.documents.layout import (
    Align,
    Block,
    Column,
    Heading,
    Letterhead,
    Note,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from thidua.documents.leaves import Cell, Formula, letter

ZERO = Decimal(0)
SOURCES = tuple(kind for kind in COMING_IN if kind != EntryKind.RETURNED)
SPENT = (EntryKind.BONUS, EntryKind.ORGANISING, EntryKind.PRINTING)
MONEY = Column("Số tiền (đồng)", 38, Align.RIGHT)


def report_of(fund: Fund, day: date) -> Paper:
    """Write the report of forming and use up to a day. Nine queries."""
    unit, sums = fund.unit, queries.sums(fund)
    used, payable = queries.used(fund), queries.payable(fund)
    bound = sum((line.bonus or ZERO for line in payable), ZERO)
    balance = rules.balance(sums, bound)
    blocks = [
        Paragraph(f"Số liệu theo sổ quỹ đến hết ngày {written(day)}."),
        Heading("I. HÌNH THÀNH QUỸ"),
        _sums_table(sums, SOURCES, "Tổng hình thành"),
        *_ceiling(fund, sums, day),
        Heading("II. SỬ DỤNG QUỸ"),
        _sums_table(sums, SPENT, "Tổng chi", less=EntryKind.RETURNED),
        *_used(used),
        Heading("III. PHẢI CHI, PHẢI THU"),
        Paragraph(
            f"Phải chi theo quyết định đã ký mà chưa chi: {dong(bound)} cho {len(payable):02d} trường hợp."
            if payable
            else "Không còn khoản nào phải chi theo quyết định đã ký."
        ),
        *_owed(fund),
        Heading("IV. CÂN ĐỐI"),
        _balance(balance, sums),
    ]
    return Paper(
        Letterhead(
            wording.full_name(unit.name),
            superior=wording.superior_of(unit.name, unit.parent.name if unit.parent else ""),
            symbol=wording.report_symbol(unit.name),
            place=unit.address or wording.place_of(unit.name),
        ),
        "Báo cáo",
        f"Hình thành và sử dụng Quỹ thi đua, khen thưởng năm {fund.year}",
        blocks=tuple(blocks),
        recipients=("Lưu: VT, kế toán",),
        signatures=(
            Signature(("NGƯỜI LẬP BÁO CÁO",), ""),
            Signature(wording.signing_lines(unit.name, "", ""), ""),
        ),
        draft=True,
    )


def _sums_table(
    sums: dict[str, Decimal], kinds: Sequence[EntryKind], total: str, less: EntryKind | None = None
) -> Table:
    rows = [(str(place), kind.label, figure(sums.get(kind, ZERO))) for place, kind in enumerate(kinds, 1)]
    whole = sum((sums.get(kind, ZERO) for kind in kinds), ZERO)
    if less is not None and sums.get(less):
        rows.append((str(len(rows) + 1), f"{less.label} (giảm chi)", f"-{figure(sums[less])}"))
        whole -= sums[less]
    return Table((Column("TT", 12), Column("Nội dung", 110), MONEY), tuple(rows), total=("", total, figure(whole)))


def _ceiling(fund: Fund, sums: dict[str, Decimal], day: date) -> list[Block]:
    """What the law allows at most on the day, or why that is not known."""
    ceiling = queries.ceiling_of(fund, day)
    if ceiling.most is None:
        why = ceiling.text if not ceiling.cite else f"{ceiling.text} ({ceiling.cite})"
        lack = " Chưa nhập tổng chi làm căn cứ nên chưa tính được." if ceiling.cite and fund.base is None else ""
        return [Note(f"Mức tối đa của quỹ: {why}{lack}")]
    base = dong(fund.base or ZERO)
    said = f"Mức tối đa của quỹ: {dong(ceiling.most)}, tính trên {base} ({ceiling.cite}). {ceiling.text}"
    over = rules.over_ceiling(sums.get(EntryKind.ALLOTTED, ZERO), ceiling.most, ceiling.cite)
    return [Paragraph(said), *([Note(over)] if over else [])]


def _used(used: Sequence[Used]) -> list[Block]:
    if not used:
        return [Note("Chưa có quyết định khen thưởng nào kèm tiền thưởng trong năm.")]
    columns = (
        Column("Hình thức", 52), Column("Đối tượng", 30), Column("Số lượng", 22, Align.RIGHT),
        Column("Tiền thưởng", 32, Align.RIGHT), Column("Đã chi", 32, Align.RIGHT),
    )  # fmt: skip
    rows = tuple((one.form, one.kind, f"{one.count:02d}", figure(one.due), figure(one.paid)) for one in used)
    total = (
        "Cộng", "", f"{sum(one.count for one in used):02d}",
        figure(sum((one.due for one in used), ZERO)), figure(sum((one.paid for one in used), ZERO)),
    )  # fmt: skip
    caption = "Tiền thưởng kèm theo các quyết định đã ký trong năm"
    return [Table(columns, rows, total=total, caption=caption)]


def _owed(fund: Fund) -> list[Block]:
    owed = queries.owed_back(fund)
    if not owed:
        return []
    total = sum((one.amount for one in owed), ZERO)
    said = f"Phải thu lại do khen thưởng bị thu hồi: {dong(total)} của {len(owed):02d} trường hợp."
    return [Paragraph(said)]


def _balance(balance: Balance, sums: dict[str, Decimal]) -> Table:
    back = sums.get(EntryKind.RETURNED, ZERO)
    rows = (
        ("Hình thành", figure(balance.formed - back)),
        ("Đã chi (sau khi trừ số thu lại)", figure(balance.paid - back)),
        ("Còn trong quỹ", figure(balance.formed - balance.paid)),
        ("Phải chi theo quyết định đã ký", figure(balance.bound)),
    )
    return Table((Column("Nội dung", 122), MONEY), rows, total=("Còn lại sau khi chi đủ", figure(balance.left)))


OWED = (
    ("TT", 6), ("Tập thể, cá nhân", 34), ("Đơn vị", 34), ("Hình thức", 22), ("Quyết định", 26), ("Căn cứ", 34),
    ("Tiền thưởng", 16), ("Ký nhận", 18),
)  # fmt: skip
BOOK = (("Ngày", 12), ("Loại", 30), ("Nội dung", 40), ("Chứng từ", 16), ("Thu", 18), ("Chi", 18))
USE = (("Nội dung", 48), ("Số lượng", 12), ("Số tiền", 20))


def workbook_of(fund: Fund, day: date) -> bytes:
    """Write payment list, report and book; every sum is a formula over its rows, with the value it gives now."""
    payable, entries = queries.payable(fund), list(fund.entries.order_by("on", "pk"))
    owed = [
        (
            place, line.subject_name, line.unit_name, line.award.form, str(line.decision),
            line.bonus_steps.get("cite", ""), line.bonus, "",
        )
        for place, line in enumerate(payable, 1)
    ]  # fmt: skip
    book: list[Sequence[Cell]] = []
    for one in entries:
        comes = one.kind in COMING_IN
        label = EntryKind(one.kind).label
        book.append(
            (one.on, label, one.note, one.voucher, one.amount if comes else None, None if comes else one.amount)
        )
    return sheets.write(
        sheets.Leaf(
            "Danh sách chi",
            OWED,
            [*owed, _total(owed, len(OWED), (6,), first=4)],
            title=f"Danh sách chi tiền thưởng năm {fund.year}",
            note=f"{fund.unit.name}, ngày {written(day)}",
        ),
        sheets.Leaf(
            "Hình thành và sử dụng",
            USE,
            _use_rows(fund, payable, len(book)),
            title=f"Hình thành và sử dụng quỹ năm {fund.year}",
            note=fund.unit.name,
        ),
        sheets.Leaf("Sổ quỹ", BOOK, [*book, _total(book, len(BOOK), (4, 5), first=3)], title=str(fund)),
    )


def _total(rows: Sequence[Sequence[Cell]], width: int, columns: Sequence[int], *, first: int) -> list[Cell]:
    """A last row with the sums of some columns over rows that begin at line ``first``."""
    line: list[Cell] = ["", "Cộng", *[""] * (width - 2)]
    for column in columns:
        value = sum((cell for row in rows if isinstance(cell := row[column], Decimal)), ZERO)
        name = letter(column)
        text = f"=SUM({name}{first}:{name}{first + len(rows) - 1})" if rows else "=0"
        line[column] = Formula(text, value, places=0)
    return line


def _use_rows(fund: Fund, payable: Sequence[DecisionLine], entries: int) -> list[Sequence[Cell]]:
    """The report, reckoned by formulas over the book and the payment list."""
    sums, rows = queries.sums(fund), list[Sequence[Cell]]()
    last = 2 + entries
    for kind, column in [*((kind, "E") for kind in COMING_IN), *((kind, "F") for kind in SPENT)]:
        text = f"=SUMIF('Sổ quỹ'!B3:B{last},A{4 + len(rows)},'Sổ quỹ'!{column}3:{column}{last})" if entries else "=0"
        rows.append((kind.label, "", Formula(text, sums.get(kind, ZERO), places=0)))
    bound = sum((line.bonus or ZERO for line in payable), ZERO)
    balance = rules.balance(sums, bound)
    comes, goes = 3 + len(COMING_IN), 3 + len(COMING_IN) + len(SPENT)
    there = balance.formed - balance.paid
    due = f"='Danh sách chi'!G{4 + len(payable)}"
    return [
        *rows,
        ("Còn trong quỹ", "", Formula(f"=SUM(C4:C{comes})-SUM(C{comes + 1}:C{goes})", there, places=0)),
        ("Phải chi theo quyết định đã ký", len(payable), Formula(due, bound, places=0)),
        ("Còn lại sau khi chi đủ", "", Formula(f"=C{goes + 1}-C{goes + 2}", balance.left, places=0)),
    ]
