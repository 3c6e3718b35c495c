"""What a machine can keep of the house's manner."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from thidua.awards.kinds import EntryKind, StoryState
from thidua.dossiers.rules import STEPS
from thidua.scoring.kinds import Column
from thidua.web.middleware import OPEN_DOORS
from thidua.web.org.verbs import VERBS

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "thidua"
OURS = sorted(HOUSE.rglob("*.py"))
WRITTEN = [path for path in OURS if "migrations" not in path.parts]
TEMPLATES = sorted(HOUSE.rglob("*.html"))
# Open without signing in: to sign in, to begin, for everyone, for other systems, for calendars by a secret key.
OPEN = {
    "/dang-nhap/",
    "/dang-xuat/",
    "/cong-khai/",
    "/static/",
    "/api/",
    "/loi-moi/",
    "/quen-mat-khau/",
    "/bat-dau/",
    "/lich/",
}
DOORS = ("web", "api", "public", "notices")
CLOCKS = {"web/clock.py", "jobs/runner.py", "jobs/upkeep.py"}  # the office's clock; the machine's, for leases


def told(path: Path) -> str:
    return str(path.relative_to(ROOT))


def trees(paths: list[Path]) -> Iterator[tuple[Path, ast.Module]]:
    for path in paths:
        yield path, ast.parse(path.read_text())


def test_modules_have_at_most_400_lines_and_templates_120():
    long = [told(path) for path in WRITTEN if len(path.read_text().splitlines()) > 400]
    long += [told(path) for path in TEMPLATES if len(path.read_text().splitlines()) > 120]
    assert long == []


def test_functions_have_at_most_50_lines():
    long = [
        f"{told(path)}:{node.lineno} {node.name}"
        for path, tree in trees(WRITTEN)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert long == []


def test_every_model_stands_in_the_glossary():
    lines = (ROOT / "docs" / "glossary.md").read_text().splitlines()
    rows = [line.split("|") for line in lines if line.startswith("|")]
    known = {word.strip() for row in rows for word in re.split(r"[,/(:]", row[2])}
    models = [m for config in apps.get_app_configs() if config.name.startswith("thidua.") for m in config.get_models()]
    english = {re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).lower() for model in models}
    assert english - known == set()


def addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    samples = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000"}
    for pattern in patterns:
        here = before + re.sub(
            r"<(?:(\w+):)?\w+>", lambda found: samples.get(found[1] or "str", "x"), str(pattern.pattern)
        )
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        else:
            yield here


def test_every_page_asks_to_sign_in_except_the_open_doors():
    assert set(OPEN_DOORS) == OPEN
    guest = Client()
    closed = [address for address in addresses(get_resolver().url_patterns) if not address.startswith(tuple(OPEN))]
    opened = [
        address
        for address in closed
        if not guest.get(address).headers.get("Location", "").startswith("/dang-nhap/?next=")
        or guest.post(address).status_code != 403
    ]
    assert closed
    assert opened == []


def test_migrations_import_none_of_our_code():
    guilty = [
        told(path)
        for path in OURS
        if "migrations" in path.parts and re.search(r"^\s*(from|import) thidua", path.read_text(), re.MULTILINE)
    ]
    assert guilty == []


def test_no_migration_is_missing():
    loader = MigrationLoader(None)
    with translation.override(None):
        finder = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = finder.changes(graph=loader.graph)
    assert {app: [str(change) for change in changes[app]] for app in changes} == {}


def test_every_setting_stands_in_the_docs():
    named = re.compile(r"THIDUA_[A-Z_]*[A-Z]")
    sources = [*OURS, *ROOT.glob("tools/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("bench/**/*.py")]
    sources += [ROOT / "Makefile", ROOT / ".ci" / "run"]
    used = {name for path in sources if path.is_file() for name in named.findall(path.read_text())}
    documented = set(named.findall((ROOT / "docs" / "settings.md").read_text()))
    assert used == documented


def test_every_command_stands_in_the_docs():
    given = {path.stem for path in HOUSE.glob("*/management/commands/*.py") if not path.stem.startswith("_")}
    known = {name.replace("_", "-") for name in given - {"check_house"}} | {"read", "lint", "check", "migrate"}
    documented = set(re.findall(r"^\| `thidua ([a-z-]+)", (ROOT / "docs" / "commands.md").read_text(), re.MULTILINE))
    assert documented == known | {"system-check"}


WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "save", "update", "bulk_update", "delete"}


def calls(node: ast.AST) -> set[str]:
    """Names called in a function: plain, and “module.name” for attributes."""
    found = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            match inner.func:
                case ast.Name(id=name):
                    found.add(name)
                case ast.Attribute(value=ast.Name(id="journal"), attr="record"):
                    found.add("journal.record")
                case ast.Attribute(attr=name):
                    found.add(name)
    return found


def is_act(node: ast.FunctionDef) -> bool:
    """An act takes who does it, or opens a transaction, or writes."""
    named = {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}
    atomic = any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)
    return "by" in named or atomic or bool(calls(node) & WRITES)


@pytest.mark.parametrize("room", sorted(p.name for p in HOUSE.iterdir() if p.is_dir()))
def test_every_act_writes_the_journal(room: str):
    files = [*HOUSE.glob(f"{room}/actions*.py"), *HOUSE.glob(f"{room}/actions/**/*.py")]
    functions: dict[str, set[str]] = {}
    acts = []
    for path, tree in trees(files):
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                functions.setdefault(node.name, set()).update(calls(node))
                if not node.name.startswith("_") and is_act(node):
                    acts.append((told(path), node.name))

    doors = "\n".join(path.read_text() for door in DOORS for path in sorted(HOUSE.glob(f"{door}/**/*.py")))

    def records(name: str, seen: frozenset[str] = frozenset()) -> bool:
        called = functions.get(name, set())
        inner = called & set(functions) - seen
        return "journal.record" in called or any(records(other, seen | {name}) for other in inner)

    def is_part(name: str, seen: frozenset[str] = frozenset()) -> bool:
        """Part of larger acts only: no door calls it, and whoever does records, or is such a part itself."""
        callers = {other for other in functions if name in functions[other]} - seen - {name}
        called_by_a_door = re.search(rf"(?<!def )\b{name}\(", doors)
        return not called_by_a_door and bool(callers) and all(records(c) or is_part(c, seen | {name}) for c in callers)

    assert [f"{path}: {name}" for path, name in acts if not records(name) and not is_part(name)] == []


def test_texts_are_composed_and_rooms_do_not_look_at_the_clock():
    mixed = [told(path) for path in [*OURS, *TEMPLATES] if not unicodedata.is_normalized("NFC", path.read_text())]
    looks = re.compile(r"timezone\.now\(|date\.today\(|datetime\.now\(|\blocaldate\(\)|\blocaltime\(\)|\btime\.time\(")
    clocks = [
        told(path) for path in WRITTEN if looks.search(path.read_text()) and str(path.relative_to(HOUSE)) not in CLOCKS
    ]
    assert (mixed, clocks) == ([], [])


# fmt: off
ENGLISH = {
    "the", "and", "with", "submit", "cancel", "save", "delete", "edit", "search", "next", "previous", "error",
    "login", "logout", "password", "please", "loading", "yes", "click", "home", "page", "download", "upload", "file",
    "user", "name", "from", "your", "you", "are", "not", "found", "invalid", "required", "field", "choose", "open",
    "close", "back", "view", "list", "add", "remove", "update", "create",
}
# fmt: on


def test_templates_show_no_english():
    shown = {}
    for path in TEMPLATES:
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", " ", path.read_text(), flags=re.DOTALL)
        text = re.sub(r"<(script|style|code)\b.*?</\1>", " ", text, flags=re.DOTALL)
        spoken = " ".join(re.findall(r'(?:aria-label|placeholder|title|alt)="([^"]*)"', text))
        words = set(re.findall(r"[^\W\d_]+", re.sub(r"<[^>]*>", " ", text) + " " + spoken))
        if english := words & ENGLISH:
            shown[told(path)] = english
    assert shown == {}


def test_every_verb_of_the_journal_has_a_vietnamese_name():
    recorded = {f"dossiers.{verb}" for verb in STEPS} | {f"sheet.{column}" for column in Column.values}
    recorded |= {f"awards.{kind}" for kind in EntryKind.values} | {"awards.draft", "awards.submitted", "awards.dropped"}
    recorded |= {f"awards.story_{state}" for state in StoryState.values if state != StoryState.PROPOSED}
    rooms = "|".join(sorted({verb.partition(".")[0] for verb in VERBS}))
    for _, tree in trees(
        [path for path in WRITTEN if "web" not in path.parts and "journal.record" in path.read_text()]
    ):
        words = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        recorded |= {word for word in words if re.fullmatch(rf"(?:{rooms})\.[a-z_]*[a-z]", word)}
    assert len(recorded) > 100
    assert sorted(recorded - set(VERBS)) == []
