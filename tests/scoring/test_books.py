"""The exported workbooks, reckoned anew by LibreOffice, show the digits we show; and both the exact sum."""

import io
import random
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
import python_calamine

from tests.factories import make_actor, make_unit
from tests.scoring.recalculating import recalculated
from tests.scoring.rows import AT
from tests.web.signing import signed_in
from thidua.org.actor import HOUSE
from thidua.org.kinds import Role
from thidua.org.models import Cluster, ClusterMember
from thidua.scoring import actions_sets, books, queries_results, sheet_books
from thidua.scoring.kinds import SetState, Ties
from thidua.scoring.models import Cell, IndexItem, IndexSet, Sheet

UNITS = 24
SETS = ("mau-tinh", "mau-xa", "mau-so", "mau-766")


def scored_set(code: str, seed: int, *, places: int, ties: Ties) -> IndexSet:
    """A shipped set with random final points: many decimals, empty cells, items that do not apply, equal units."""
    dice = random.Random(seed)
    sample = next(one for one in actions_sets.load_samples(by=HOUSE, at=AT) if one.code.startswith(code))
    IndexSet.objects.filter(pk=sample.pk).update(state=SetState.IN_USE, places=places, ties=ties)
    office = make_unit(name="Cơ quan chấm điểm")
    clusters = [Cluster.objects.create(name=name, unit=office, from_on=date(2026, 1, 1)) for name in ("Cụm A", "Cụm B")]
    leaves = list(sample.items.filter(is_leaf=True).order_by("position"))
    before: list[tuple[Decimal | None, bool]] = []
    for place in range(UNITS):
        unit = make_unit(name=f"Đơn vị {place:02}", parent=office)
        if place % 3:
            ClusterMember.objects.create(cluster=clusters[place % 3 - 1], unit=unit, from_on=date(2026, 1, 1))
        row = before if place in {6, 7, 13} else [said(dice, item, place) for item in leaves]
        sheet = Sheet.objects.create(index_set=sample, unit=unit)
        Cell.objects.bulk_create(
            Cell(sheet=sheet, item=item, final=points, applies=applies)
            for item, (points, applies) in zip(leaves, row, strict=True)
        )
        before = row
    return IndexSet.objects.get(pk=sample.pk)


def said(dice: random.Random, item: IndexItem, place: int) -> tuple[Decimal | None, bool]:
    if place == UNITS - 1 or dice.random() < 0.05:
        return None, True  # the last unit was never scored
    if dice.random() < 0.05:
        return None, False
    step = Decimal(1).scaleb(-dice.choice((0, 1, 2, 3, 3, 4)))  # many with a five behind the last digit shown
    return (item.maximum * dice.randint(3, 10) / 10).quantize(step, "ROUND_DOWN"), True


def half_up(value: Fraction, places: int) -> str:
    """Digits by hand: whole numbers only."""
    many = (value.numerator * 10**places * 2 + value.denominator) // (2 * value.denominator)
    digits = f"{many:0{places + 1}d}"
    whole, rest = (digits[:-places], digits[-places:]) if places else (digits, "")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{rest}" if places else grouped


def reckoned(index_set: IndexSet) -> dict[str, list[str]]:
    """The whole ranking once more, from the cells alone and in exact fractions, as people should read it."""
    sums: dict[str, tuple[Fraction, Fraction, str | None, bool]] = {}
    for sheet in index_set.sheets.select_related("unit"):
        cells = [one for one in sheet.cells.select_related("item") if one.applies]
        own = sum((Fraction(str(one.item.maximum)) for one in cells if not one.item.is_bonus), Fraction(0))
        plain = sum((Fraction(str(one.final or 0)) for one in cells if not one.item.is_bonus), Fraction(0))
        extra = sum((Fraction(str(one.final or 0)) for one in cells if one.item.is_bonus), Fraction(0))
        member = ClusterMember.objects.filter(unit=sheet.unit).first()
        cluster = member.cluster.name if member else ""
        has = any(one.final is not None for one in cells)
        sums[sheet.unit.name] = (plain if not extra else min(plain + extra, own), own, cluster, has)
    shares = {name: points / own for name, (points, own, _, has) in sums.items() if has and own}
    told = {}
    for name, (points, own, cluster, has) in sums.items():
        rivals = [shares[other] for other in shares if sums[other][2] == cluster]
        better = [one for one in rivals if name in shares and one > shares[name]]
        rank = str(1 + len(set(better) if index_set.ties == Ties.DENSE else better)) if name in shares else ""
        reached = [
            word for word, least in index_set.classes if name in shares and shares[name] * 100 >= Fraction(least)
        ]
        told[name] = [
            rank, cluster, half_up(points, index_set.places) if has else "", half_up(own, index_set.places),
            f"{half_up(shares[name] * 100, 2)} %" if name in shares else "", reached[0] if reached else "",
        ]  # fmt: skip
    return told


def by_name(rows: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    return {name: [rank, cluster, *rest] for rank, name, cluster, *rest in rows}


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "places", "ties"),
    [
        ("mau-tinh", 2, Ties.COMPETITION),
        ("mau-xa", 3, Ties.DENSE),
        ("mau-so", 1, Ties.COMPETITION),
        ("mau-766", 2, Ties.DENSE),
    ],
)
def test_the_ranking_recalculated_shows_the_digits_of_the_exact_sum(code: str, places: int, ties: Ties):
    index_set = scored_set(code, 20261121 + places, places=places, ties=ties)
    wanted = reckoned(index_set)
    ranking = queries_results.ranking_of(index_set)
    pages = recalculated(books.ranking_book(ranking))
    assert by_name([row[:7] for row in pages[books.RANKING][2:]]) == wanted
    shown = by_name([[row[0], row[1], "", *row[2:]] for row in queries_results.ranking_rows(index_set)])
    assert {name: [one[0], one[2], *one[3:5]] for name, one in shown.items()} == {
        name: [one[0], one[2], *one[4:6]] for name, one in wanted.items()
    }
    assert len({one[0] for one in wanted.values()}) > 3  # ranks differ, and some are shared
    assert len(wanted) == UNITS


@pytest.mark.django_db
@pytest.mark.slow
def test_what_is_written_beside_the_formulas_is_what_they_give():
    """A reader that does not reckon sees the same: the values kept in the file and those reckoned anew agree."""
    index_set = scored_set("mau-xa", 7, places=2, ties=Ties.DENSE)
    book = books.ranking_book(queries_results.ranking_of(index_set))

    kept = python_calamine.load_workbook(io.BytesIO(book))
    anew = recalculated(book)
    rows = kept.get_sheet_by_name(books.POINTS).to_python(skip_empty_area=False)
    for old, new in zip(rows[3:], anew[books.POINTS][3:], strict=True):
        numbers = [Fraction(one.replace(".", "").replace(",", ".")) for one in new[2:11]]
        assert [Fraction(repr(one)) for one in old[2:11]] == numbers


COLUMNS = ("claimed", "verified", "explained", "final")


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("code", SETS)
def test_a_sheet_recalculated_shows_the_digits_of_its_page(code: str):
    """Groups, sums, percentages: by LibreOffice, by the page, and once more from the cells in exact fractions."""
    dice = random.Random(code)
    index_set = scored_set(code, 99, places=2, ties=Ties.COMPETITION)
    sheet = index_set.sheets.get(unit__name="Đơn vị 04")
    for cell in sheet.cells.select_related("item"):
        for column in COLUMNS:
            setattr(cell, column, said(dice, cell.item, 0)[0])
        cell.save(update_fields=list(COLUMNS))
    anew = recalculated(sheet_books.sheet_book(queries_results.told_of(sheet)))
    (rows,) = anew.values()
    cells = [one for one in sheet.cells.select_related("item") if one.applies]
    maximum = sum((Fraction(str(one.item.maximum)) for one in cells if not one.item.is_bonus), Fraction(0))
    sums, shares = [half_up(maximum, 2)], [""]
    for column in COLUMNS:
        plain, extra = (
            sum((Fraction(str(getattr(one, column) or 0)) for one in cells if one.item.is_bonus == bonus), Fraction(0))
            for bonus in (False, True)
        )
        points = min(plain + extra, maximum) if extra else plain
        sums.append(half_up(points, 2))
        shares.append(f"{half_up(points * 100 / maximum, 2)} %")
    assert [rows[-2][3:8], rows[-1][3:8]] == [sums, shares]
    for row in rows[3:-4]:
        if row[2] == "nhóm":
            code_of = row[0].replace(",", ".")  # a code is no number, but reads like one
            under = [one for one in cells if one.item.code.startswith(f"{code_of}.")]
            exact = [sum((Fraction(str(getattr(one, c) or 0)) for one in under), Fraction(0)) for c in COLUMNS]
            assert [Fraction(one.replace(".", "").replace(",", ".")) for one in row[4:8]] == exact
    office = make_actor(Role.OFFICE, unit=sheet.unit)
    page = signed_in(office).get(f"/cham-diem/phieu/{sheet.pk}/").content.decode()
    shown = [re.search(rf'id="total-{column}">([^<]*)<', page)[1] for column in COLUMNS]
    assert shown == sums[1:]


@pytest.mark.django_db
def test_the_workbooks_are_handed_out_to_those_who_see_the_sheet():
    index_set = scored_set("mau-xa", 1, places=2, ties=Ties.COMPETITION)
    sheet = index_set.sheets.order_by("pk").first()
    ends = (f"phieu/{sheet.pk}/excel/", f"bo/{index_set.pk}/xep-hang/excel/")
    office = signed_in(make_actor(Role.OFFICE, unit=sheet.unit))
    assert [office.get(f"/cham-diem/{end}").content[:2] for end in ends] == [b"PK", b"PK"]
    stranger = signed_in(make_actor(Role.OFFICE, unit=make_unit()))
    assert stranger.get(f"/cham-diem/{ends[0]}").status_code == 404
