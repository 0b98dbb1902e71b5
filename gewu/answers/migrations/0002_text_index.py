"""The text index beside answers_searchentry, kept in step by the database itself.

SQLite: an FTS5 table over `grams` with triggers. PostgreSQL: a generated tsvector column with a GIN index.
"""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE answers_searchtext USING fts5"
    "(grams, content='answers_searchentry', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER answers_searchtext_added AFTER INSERT ON answers_searchentry BEGIN"
    " INSERT INTO answers_searchtext(rowid, grams) VALUES (new.id, new.grams); END",
    "CREATE TRIGGER answers_searchtext_removed AFTER DELETE ON answers_searchentry BEGIN"
    " INSERT INTO answers_searchtext(answers_searchtext, rowid, grams) VALUES ('delete', old.id, old.grams); END",
    "CREATE TRIGGER answers_searchtext_changed AFTER UPDATE OF grams ON answers_searchentry BEGIN"
    " INSERT INTO answers_searchtext(answers_searchtext, rowid, grams) VALUES ('delete', old.id, old.grams);"
    " INSERT INTO answers_searchtext(rowid, grams) VALUES (new.id, new.grams); END",
]
POSTGRES = [
    "ALTER TABLE answers_searchentry ADD COLUMN text_index tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', grams)) STORED",
    "CREATE INDEX answers_searchtext ON answers_searchentry USING gin (text_index)",
]
BACK = {
    "sqlite": [
        "DROP TRIGGER answers_searchtext_added",
        "DROP TRIGGER answers_searchtext_removed",
        "DROP TRIGGER answers_searchtext_changed",
        "DROP TABLE answers_searchtext",
    ],
    "postgresql": ["ALTER TABLE answers_searchentry DROP COLUMN text_index"],
}


def make(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRES}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("answers", "0001_second_storey")]
    operations = [migrations.RunPython(make, drop)]
