"""Refuse every change of an issued plan, in the database itself.

An issued plan is a signed paper: it is followed by another one, never edited. SQLite drops the triggers of a table
that it rebuilds: a later migration that alters ``movements_plan`` has to lay them again. Going back changes no row.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "an issued plan is never changed"
SQLITE = {
    "plan_issued_no_update": f"""CREATE TRIGGER IF NOT EXISTS plan_issued_no_update BEFORE UPDATE ON movements_plan
        WHEN OLD.state = 'issued' BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "plan_issued_no_delete": f"""CREATE TRIGGER IF NOT EXISTS plan_issued_no_delete BEFORE DELETE ON movements_plan
        WHEN OLD.state = 'issued' BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
}
FUNCTION = f"""CREATE OR REPLACE FUNCTION plan_refuse() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}'; END; $$ LANGUAGE plpgsql"""
POSTGRESQL = """CREATE TRIGGER plan_issued_no_change BEFORE UPDATE OR DELETE ON movements_plan
    FOR EACH ROW WHEN (OLD.state = 'issued') EXECUTE FUNCTION plan_refuse()"""


def lay(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE.values():
            schema_editor.execute(statement)
        return
    schema_editor.execute(FUNCTION)
    schema_editor.execute("DROP TRIGGER IF EXISTS plan_issued_no_change ON movements_plan")
    schema_editor.execute(POSTGRESQL)


def lift(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        return
    schema_editor.execute("DROP TRIGGER IF EXISTS plan_issued_no_change ON movements_plan")


class Migration(migrations.Migration):
    dependencies = [("movements", "0001_initial")]
    operations = [migrations.RunPython(lay, lift, elidable=False)]
