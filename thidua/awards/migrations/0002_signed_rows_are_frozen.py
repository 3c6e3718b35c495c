# ruff: noqa: S608 - names of our own tables, nothing that anybody types
"""Refuse every change of what was signed, numbered, issued or paid, in the database itself.

A signed decision and its lines are followed by another decision, never edited; a certificate, a printing and an entry
of the fund's book never change; a book never goes back behind a number it gave. Only the signed file and the entry as a
document may be put beside a signed decision, once. SQLite drops the triggers of a table that it rebuilds: a later
migration that alters one of these tables has to lay them again. ``thidua check`` says when one is missing. Going back
changes no row.
"""

from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "what was signed is never changed"
DECISION, LINE, BOOK = "awards_decision", "awards_decisionline", "awards_register"
APPEND_ONLY = ("awards_certificate", "awards_printrun", "awards_fundentry")
FROZEN = (
    "id", "round_id", "meeting_id", "unit_id", "kind", "follows_id", "state", "register_id", "number", "signed_on",
    "signer", "signer_title", "signing_line", "merit", "reason", "return_by", "drafted_at", "drafted_by_id",
    "signed_at", "signed_by_id",
)  # fmt: skip
ONCE = ("signed_file_id", "document_id")
BOOK_SYMBOL = "sổ khen thưởng"


def _differs(column: str, word: str) -> str:
    return f"NEW.{column} {word} OLD.{column}"


def _rules(word: str) -> Iterator[tuple[str, str, str, str]]:
    """Give (name, event, table, condition); ``word`` is how the database says “differs”, with or without a value."""
    changed = [_differs(column, word) for column in FROZEN]
    changed += [f"(OLD.{column} IS NOT NULL AND {_differs(column, word)})" for column in ONCE]
    yield "decision_signed_no_update", "UPDATE", DECISION, f"OLD.state = 'signed' AND ({' OR '.join(changed)})"
    yield "decision_signed_no_delete", "DELETE", DECISION, "OLD.state = 'signed'"
    signed = f"EXISTS (SELECT 1 FROM {DECISION} AS kept WHERE kept.id = {{}}.decision_id AND kept.state = 'signed')"
    old, new = signed.format("OLD"), signed.format("NEW")
    yield "line_signed_no_insert", "INSERT", LINE, new
    yield "line_signed_no_update", "UPDATE", LINE, f"{old} OR {new}"
    yield "line_signed_no_delete", "DELETE", LINE, old
    for table in APPEND_ONLY:
        yield f"{table.removeprefix('awards_')}_no_update", "UPDATE", table, "1 = 1"
        yield f"{table.removeprefix('awards_')}_no_delete", "DELETE", table, "1 = 1"
    used = f"(OLD.last_number > 0 OR EXISTS (SELECT 1 FROM {DECISION} AS given WHERE given.register_id = OLD.id))"
    renamed = " OR ".join(_differs(column, word) for column in ("id", "unit_id", "year", "symbol"))
    given = f"SELECT COALESCE(MAX(given.number), 0) FROM {DECISION} AS given WHERE given.register_id = OLD.id"
    entered = (
        "SELECT COALESCE(MAX(given.book_number), 0) FROM awards_certificate AS given "
        f"WHERE OLD.symbol = '{BOOK_SYMBOL}' AND given.book_unit_id = OLD.unit_id AND given.book_year = OLD.year"
    )
    behind = f"NEW.last_number < ({given}) OR NEW.last_number < ({entered})"
    yield "register_used_no_update", "UPDATE", BOOK, f"({used} AND ({renamed})) OR {behind}"
    yield "register_used_no_delete", "DELETE", BOOK, used


SQLITE = {
    name: f"""CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table}
        WHEN {condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    for name, event, table, condition in _rules("IS NOT")
} | {
    # INSERT OR REPLACE removes the old row without asking the triggers above.
    f"{table.removeprefix('awards_')}_no_replace": f"""CREATE TRIGGER IF NOT EXISTS
        {table.removeprefix("awards_")}_no_replace BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} AS kept WHERE kept.id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    for table in (DECISION, LINE, BOOK, *APPEND_ONLY)
}


def _function(name: str, event: str, condition: str) -> str:
    """A function for each trigger: PostgreSQL allows no subquery in a trigger's own condition."""
    row = "OLD" if event == "DELETE" else "NEW"
    return f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
        BEGIN IF {condition} THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
        RETURN {row}; END; $$ LANGUAGE plpgsql"""


POSTGRESQL = {
    name: (table, _function(name, event, condition), f"BEFORE {event} ON {table} FOR EACH ROW")
    for name, event, table, condition in _rules("IS DISTINCT FROM")
} | {
    f"{table.removeprefix('awards_')}_no_truncate": (
        table,
        _function(f"{table.removeprefix('awards_')}_no_truncate", "DELETE", "true"),
        f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
    )
    for table in (DECISION, LINE, BOOK, *APPEND_ONLY)
}


def lay(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE.values():
            schema_editor.execute(statement)
        return
    for name, (table, function, when) in POSTGRESQL.items():
        schema_editor.execute(function)
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        schema_editor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()")


def lift(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        return
    for name, (table, _, _) in POSTGRESQL.items():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_initial")]
    operations = [migrations.RunPython(lay, lift, elidable=False)]
