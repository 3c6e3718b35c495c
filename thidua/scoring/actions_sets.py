"""Make, copy and change index sets while they are drafts; spare a unit an item by decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.documents.sheets import CellError
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Document, Level, Unit
from thidua.scoring import queries_sets, rules, samples_reader
from thidua.scoring.kinds import Formula, SheetState
from thidua.scoring.lines import Fault, Line, faults, leaves, parent_code, whole
from thidua.scoring.models import Cell, Exemption, IndexItem, IndexSet


@dataclass(frozen=True)
class Imported:
    """What came of a table: the set with its lines, or the faults by cell and nothing written."""

    index_set: IndexSet | None = None
    errors: tuple[CellError, ...] = ()


def _refuse_if(reason: str | None) -> None:
    if reason:
        raise Refused(reason)


def _next_version(code: str, year: int) -> int:
    last = IndexSet.objects.filter(code=code, year=year).aggregate(last=Max("version"))["last"]
    return (last or 0) + 1


def _lay(index_set: IndexSet, lines: Sequence[Line]) -> None:
    """Write the lines of a set; codes of offices that verify must be known."""
    named = {line.verifier for line in lines if line.verifier}
    offices = {unit.code: unit for unit in Unit.objects.filter(code__in=named)}
    if missing := sorted(named - set(offices)):
        raise Refused(f"Không có đơn vị thẩm định mang mã {', '.join(missing)}. Hãy sửa mã đơn vị rồi tải lại.")
    scored = {line.code for line in leaves(lines)}
    made: dict[str, IndexItem] = {}
    for position, line in enumerate(lines, 1):
        made[line.code] = IndexItem.objects.create(
            index_set=index_set, parent=made.get(parent_code(line.code)), code=line.code, name=line.name,
            position=position, is_leaf=line.code in scored, maximum=whole(lines, line.code), is_bonus=line.is_bonus,
            formula=line.formula, params=dict(line.params), source=line.source, figure_code=line.figure_code,
            evidence_wanted=line.evidence_wanted, note=line.note, verifier=offices.get(line.verifier),
            not_for=list(line.not_for),
        )  # fmt: skip


@transaction.atomic
def load_samples(*, by: Actor, at: datetime) -> list[IndexSet]:
    """Enter the sample sets that are not there yet; safe to call again."""
    added = []
    for sample in samples_reader.samples():
        level = Level.objects.filter(code=sample.level).first()
        made, is_new = IndexSet.objects.get_or_create(
            code=sample.code, year=sample.year, version=1,
            defaults={
                "name": sample.name, "level": level, "note": sample.note, "is_sample": True,
                "classes": [list(one) for one in sample.classes],
            },
        )  # fmt: skip
        if is_new:
            _lay(made, sample.lines)
            journal.record("index_set.load_sample", made, by=by, at=at, facts={"code": sample.code})
            added.append(made)
    return added


@transaction.atomic
def import_set(
    content: bytes, *, code: str, name: str, year: int, unit: Unit, level: Level | None = None, by: Actor, at: datetime
) -> Imported:
    """Make a set from Excel: whole, or no line of it; a code and year that exist become another version."""
    _refuse_if(rules.why_not_board(by, unit.path))
    lines, errors = samples_reader.lines_of(content)
    if errors:
        return Imported(errors=tuple(errors))
    made = IndexSet.objects.create(
        code=squeeze(code), name=squeeze(name), year=year, unit=unit, level=level, version=_next_version(code, year)
    )
    _lay(made, lines)
    journal.record("index_set.import", made, by=by, at=at, facts={"lines": len(lines), "version": made.version})
    return Imported(made)


@transaction.atomic
def copy_set(index_set: IndexSet, *, unit: Unit, year: int, by: Actor, at: datetime) -> IndexSet:
    """Copy a set, a sample too, to an office and a year; a year that exists becomes another version."""
    _refuse_if(rules.why_not_board(by, unit.path))
    lines = queries_sets.lines_of(index_set)
    code = f"{index_set.code}-{unit.pk}" if index_set.is_sample else index_set.code
    name = index_set.name.replace(" (bộ mẫu)", "")
    made = IndexSet.objects.create(
        code=code[:40], name=name, year=year, unit=unit, level=index_set.level, ties=index_set.ties,
        version=_next_version(code[:40], year), places=index_set.places, classes=index_set.classes,
        note=index_set.note, copied_from=index_set,
    )  # fmt: skip
    _lay(made, lines)
    journal.record("index_set.copy", made, by=by, at=at, facts={"from": index_set.pk, "year": year})
    return made


def _check_draft(index_set: IndexSet, by: Actor) -> None:
    _refuse_if(rules.why_not_use(index_set.office_path))
    _refuse_if(rules.why_not_board(by, index_set.office_path or ""))
    _refuse_if(rules.why_not_edit_set(index_set.state))


@transaction.atomic
def replace_lines(index_set: IndexSet, content: bytes, *, by: Actor, at: datetime) -> Imported:
    """Lay the lines of a draft anew from Excel: all of them, or nothing changes."""
    _check_draft(index_set, by)
    lines, errors = samples_reader.lines_of(content)
    if errors:
        return Imported(errors=tuple(errors))
    for item in index_set.items.order_by("-position", "-pk"):
        item.delete()
    _lay(index_set, lines)
    journal.record("index_set.replace", index_set, by=by, at=at, facts={"lines": len(lines)})
    return Imported(index_set)


@transaction.atomic
def edit_item(item: IndexItem, line: Line, *, by: Actor, at: datetime) -> IndexItem:
    """Change one line of a draft; sums above it follow."""
    index_set = item.index_set
    _check_draft(index_set, by)
    lines = [line if one.code == item.code else _without_sum(one, item) for one in queries_sets.lines_of(index_set)]
    place = next(number for number, one in enumerate(lines) if one.code == item.code)
    wrong: list[Fault] = [one for one in faults(lines) if one.place == place]
    _refuse_if(wrong[0].sentence[:1].upper() + wrong[0].sentence[1:] if wrong else None)
    changed = {
        "name": line.name, "formula": line.formula, "params": dict(line.params), "source": line.source,
        "figure_code": line.figure_code, "evidence_wanted": line.evidence_wanted, "note": line.note,
        "is_bonus": line.is_bonus,
    }  # fmt: skip
    IndexItem.objects.filter(pk=item.pk).update(**changed)
    for one in index_set.items.order_by("position", "pk"):
        IndexItem.objects.filter(pk=one.pk).update(maximum=whole(lines, one.code))
    item.refresh_from_db()
    facts = {"item": item.code, "maximum": str(item.maximum), "formula": Formula(item.formula).value}
    journal.record("index_set.edit_item", index_set, by=by, at=at, facts=facts)
    return item


def _without_sum(line: Line, item: IndexItem) -> Line:
    """Lines above the changed one lose their old sum, for it follows."""
    if not item.code.startswith(f"{line.code}."):
        return line
    return Line(line.code, line.name, None, line.is_bonus, note=line.note)


@transaction.atomic
def set_days(
    index_set: IndexSet, *, claim_until: date | None, explain_until: date | None, by: Actor, at: datetime
) -> IndexSet:
    """Say until which day units claim and explain."""
    _refuse_if(rules.why_not_use(index_set.office_path))
    _refuse_if(rules.why_not_board(by, index_set.office_path or ""))
    IndexSet.objects.filter(pk=index_set.pk).update(claim_until=claim_until, explain_until=explain_until)
    index_set.refresh_from_db()
    facts = {"claim_until": str(claim_until or ""), "explain_until": str(explain_until or "")}
    journal.record("index_set.days", index_set, by=by, at=at, facts=facts)
    return index_set


@transaction.atomic
def show_normalised(index_set: IndexSet, wanted: bool, *, by: Actor, at: datetime) -> IndexSet:
    """Show, or no longer show, normalised shares beside the raw ones; no point ever follows from them."""
    _refuse_if(rules.why_not_use(index_set.office_path))
    _refuse_if(rules.why_not_board(by, index_set.office_path or ""))
    IndexSet.objects.filter(pk=index_set.pk).update(shows_normalised=wanted)
    index_set.refresh_from_db()
    journal.record("index_set.show_normalised", index_set, by=by, at=at, facts={"wanted": wanted})
    return index_set


@transaction.atomic
def exempt(item: IndexItem, unit: Unit, *, reason: str, document: Document, by: Actor, at: datetime) -> Exemption:
    """Spare a unit an item by decision: it leaves the sum and the maximum; what was written stays readable."""
    index_set = item.index_set
    _refuse_if(rules.why_not_use(index_set.office_path))
    _refuse_if(rules.why_not_board(by, index_set.office_path or ""))
    _refuse_if(rules.why_not_under(index_set.office_path or "", unit.name, unit.path))
    settled = index_set.sheets.filter(unit=unit, state=SheetState.FINAL).exists()
    _refuse_if(rules.why_not_exempt(item.is_leaf, settled, reason))
    made, _ = Exemption.objects.update_or_create(
        item=item, unit=unit, defaults={"reason": squeeze(reason), "document": document}
    )
    Cell.objects.filter(sheet__unit=unit, item=item).update(applies=False)
    facts = {"item": item.code, "unit": unit.pk, "document": document.pk}
    journal.record("index_set.exempt", index_set, by=by, at=at, facts=facts)
    return made
