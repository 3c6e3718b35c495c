"""Refuse every change, removal or replacement of a journal line, in the database itself.

SQLite drops the triggers of a table that it rebuilds: a later migration that alters ``org_journalentry`` has to lay
them again. ``thidua check`` says when one is missing. Going back leaves the lines as they are.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "the journal is append-only"
SQLITE = {
    "journal_no_update": f"""CREATE TRIGGER IF NOT EXISTS journal_no_update BEFORE UPDATE ON org_journalentry
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "journal_no_delete": f"""CREATE TRIGGER IF NOT EXISTS journal_no_delete BEFORE DELETE ON org_journalentry
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    # INSERT OR REPLACE removes the old line without asking the trigger above.
    "journal_no_replace": """CREATE TRIGGER IF NOT EXISTS journal_no_replace BEFORE INSERT ON org_journalentry
        WHEN EXISTS (SELECT 1 FROM org_journalentry AS kept
                     WHERE kept.id = NEW.id OR kept.number = NEW.number OR kept.digest = NEW.digest)
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
}
POSTGRESQL = {
    "journal_no_change": """CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON org_journalentry
        FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    "journal_no_truncate": """CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON org_journalentry
        FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
}
FUNCTION = f"""CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}'; END; $$ LANGUAGE plpgsql"""


def lay(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE.values():
            schema_editor.execute(statement)
        return
    schema_editor.execute(FUNCTION)
    for name, statement in POSTGRESQL.items():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON org_journalentry")
        schema_editor.execute(statement)


def lift(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        return
    for name in POSTGRESQL:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON org_journalentry")


class Migration(migrations.Migration):
    dependencies = [("org", "0001_initial")]
    operations = [migrations.RunPython(lay, lift, elidable=False)]
