"""The reader refuses, in English, whatever is not exactly right; what stands on the shelf is right."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from thidua.law import packs, reader
from thidua.law.rows import Trust

CITE = re.compile(r"số \d+/[\w-]+|^Luật Thi đua, khen thưởng$|^Thủ tục hành chính|Quyết định mẫu .* \(không có thật\)$")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(packs.SHELF, tmp_path / "packs")
    return tmp_path / "packs"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("sheet", packs.shelf().values(), ids=lambda sheet: sheet.id)
def test_every_row_says_its_source_and_whether_it_was_checked(sheet: reader.Sheet) -> None:
    rows = [row for section in sheet.rows.values() for row in section]
    assert [row for row in rows if not CITE.search(row.cite)] == []
    assert [row for row in rows if type(row.verified) is not bool] == []
    assert [row for row in rows if row.verified and row.level is Trust.MEMORY] == []
    assert [row for row in rows if row.level is Trust.INFERRED and row.verified] == []
    assert [row for row in rows if row.until is not None and row.until <= row.start] == []


def test_only_the_sample_is_local_and_nothing_of_it_is_verified() -> None:
    samples = [sheet for sheet in packs.shelf().values() if sheet.is_sample]
    assert [(sheet.id, sheet.over) for sheet in samples] == [("mau-tinh", "vn")]
    assert {row.verified for section in samples[0].rows.values() for row in section} == {False}


def test_the_shelf_is_read_once() -> None:
    assert packs.shelf() is packs.shelf()
    assert packs.on(packs.last_day()) is packs.on(packs.last_day())


def test_a_folder_of_packs_may_stand_elsewhere(folder: Path) -> None:
    assert packs.on(packs.last_day(), folder=folder).regime() == packs.on(packs.last_day()).regime()


def cut(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def put(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: change(folder / name, old, new)


def write(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (cut("vn/pack.yaml"), "no pack vn"),
        (cut("vn/funds.yaml"), "vn: section missing: funds"),
        (write("vn/more.yaml", "[]"), "more.yaml: unknown section"),
        (write("vn/funds.yaml", "[]"), "funds.yaml: a list of rows is wanted"),
        (write("vn/funds.yaml", "a: {"), "funds.yaml: not YAML"),
        (put("vn/funds.yaml", "share:", "shares:"), "funds.yaml row 1: unknown key: shares"),
        (put("vn/funds.yaml", "  from:", "  start:"), "funds.yaml row 1: unknown key: start"),
        (put("vn/funds.yaml", "  cite:", "  note:"), "funds.yaml row 1: key missing: cite"),
        (put("vn/funds.yaml", "  verified: true\n", ""), "funds.yaml row 1: key missing: verified"),
        (put("vn/funds.yaml", "verified: true", "verified: partial"), "verified: 'partial' is not bool"),
        (put("vn/funds.yaml", "verified: true", "verified: true\n  verified: true"), "key twice: verified"),
        (put("vn/funds.yaml", 'share: "1/5"', "share: 0.2"), "share: 0.2 is not str"),
        (put("vn/funds.yaml", 'share: "1/5"', 'share: "1/0"'), "row 1: share"),
        (put("vn/funds.yaml", "level: secondary_quote", "level: hearsay"), "level: 'hearsay' is not a valid Trust"),
        (put("vn/funds.yaml", "from: 2017-10-01", "from: soon"), "start: 'soon' is not date"),
        (put("vn/funds.yaml", "acts: [nd_91_2017]", "acts: nd_91_2017"), "acts: 'nd_91_2017' is not list"),
        (put("vn/funds.yaml", "acts: [nd_91_2017]", "acts: [nd_0]"), "vn/funds: acts: unknown: nd_0"),
        (put("vn/funds.yaml", 'cite: "Điều 65 Nghị định số 91/2017/NĐ-CP"', 'cite: " "'), "row 1: cite is empty"),
        (put("vn/funds.yaml", "until: 2024-01-01", "until: 2017-10-01"), "is not after from"),
        (put("vn/funds.yaml", "until: 2024-01-01", "until: 2024-06-01"), "rows from 2017-10-01 and 2024-01-01 overlap"),
        (put("vn/funds.yaml", "until: 2024-01-01", "until: null"), "overlap"),
        (
            put("vn/base_salaries.yaml", "until: 2019-07-01", "until: 2019-06-30"),
            "no row from 2019-06-30 to 2019-07-01",
        ),
        (put("vn/rates.yaml", "award: CSTD_TQ", "award: CSTD_X"), "vn/rates: award: unknown: CSTD_X"),
        (put("vn/rates.yaml", "regime: nd_91_2017", "regime: tt_08_2017"), "vn/rates: regime: unknown: tt_08_2017"),
        (put("vn/pack.yaml", "id: vn", "id: xx"), "vn/pack.yaml: id is xx"),
        (put("vn/pack.yaml", "sample: false", "sample: 0"), "vn/pack.yaml: sample is not bool"),
        (put("vn/pack.yaml", "sample: false", ""), "vn/pack.yaml: wants exactly the keys"),
        (write("vn/pack.yaml", "[]"), "vn/pack.yaml: wants exactly the keys"),
        (put("mau-tinh/pack.yaml", "over: vn", "over: xx"), "mau-tinh: lies over 'xx', not over vn"),
        (put("mau-tinh/voting.yaml", "GK_SO", "GK_0"), "mau-tinh/voting: awards: unknown: GK_0"),
        (
            lambda folder: shutil.copy(folder / "vn/rates.yaml", folder / "mau-tinh/rates.yaml"),
            "mau-tinh: only the national pack may say: rates",
        ),
    ],
)
def test_a_wrong_pack_is_refused(folder: Path, spoil: Callable[[Path], object], message: str) -> None:
    spoil(folder)
    with pytest.raises(reader.PackError, match=re.escape(message)):
        packs.shelf(folder)


def test_a_second_national_pack_is_refused(folder: Path) -> None:
    shutil.copytree(folder / "vn", folder / "vn2")
    change(folder / "vn2/pack.yaml", "id: vn", "id: vn2")
    with pytest.raises(reader.PackError, match="vn2: lies over '', not over vn"):
        packs.shelf(folder)
