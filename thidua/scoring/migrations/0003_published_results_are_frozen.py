"""Refuse every change of published results and of what was ever written into a cell, in the database itself.

A publication is corrected by another one; a writing is followed by the next. SQLite drops the triggers of a table that
it rebuilds: a later migration that alters one of these has to lay them again; ``thidua check`` says when one is
missing. Going back changes no row.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "what was published or written is never changed"
TWICE = {
    "publication": "kept.id = NEW.id OR (kept.index_set_id = NEW.index_set_id AND kept.turn = NEW.turn)",
    "result": "kept.id = NEW.id OR (kept.publication_id = NEW.publication_id AND kept.unit_id = NEW.unit_id)",
    "cellwriting": "kept.id = NEW.id",
}
FUNCTION = f"""CREATE OR REPLACE FUNCTION scoring_refuse() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}'; END; $$ LANGUAGE plpgsql"""


def _sqlite(table: str) -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    # INSERT OR REPLACE removes the old row without asking the trigger of removal.
    kept = f"SELECT 1 FROM scoring_{table} AS kept WHERE {TWICE[table]}"  # noqa: S608 - our own names
    return {
        f"{table}_no_update": f"BEFORE UPDATE ON scoring_{table} {refuse}",
        f"{table}_no_delete": f"BEFORE DELETE ON scoring_{table} {refuse}",
        f"{table}_no_replace": f"BEFORE INSERT ON scoring_{table} WHEN EXISTS ({kept}) {refuse}",
    }


def lay(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for table in TWICE:
            for name, rule in _sqlite(table).items():
                schema_editor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {rule}")
        return
    schema_editor.execute(FUNCTION)
    lift(apps, schema_editor)
    for table in TWICE:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON scoring_{table} "
            "FOR EACH ROW EXECUTE FUNCTION scoring_refuse()"
        )


def lift(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TWICE:
        if schema_editor.connection.vendor == "sqlite":
            for name in _sqlite(table):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON scoring_{table}")


class Migration(migrations.Migration):
    dependencies = [("scoring", "0002_publication_digest")]
    operations = [migrations.RunPython(lay, lift, elidable=False)]
