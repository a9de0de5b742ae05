"""Entries are only ever added: who serves can neither change nor remove one."""

from django.db import migrations

GUARD = """
CREATE FUNCTION ledger_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> (SELECT tableowner FROM pg_tables
                      WHERE schemaname = TG_TABLE_SCHEMA AND tablename = TG_TABLE_NAME) THEN
    RAISE EXCEPTION 'the ledger is append-only';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION ledger_entry_is_append_only();
"""
UNDO = """
DROP TRIGGER append_only ON ledger_entry;
DROP FUNCTION ledger_entry_is_append_only;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
