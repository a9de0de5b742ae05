"""Appending in one call, so that the log's lock is held for as short as can be."""

from django.db import migrations

APPEND = """
CREATE FUNCTION ledger_append(
  of_log bigint, lock_class int, events text[], subjects text[], commits text[], sealed jsonb[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  next bigint;
  now timestamptz;
  stamp text;
BEGIN
  -- Foreign keys are checked (and lock what they point to) now, not at the commit: whoever holds
  -- the log's lock must wait for nobody.
  SET CONSTRAINTS ALL IMMEDIATE;
  PERFORM pg_advisory_xact_lock(lock_class, of_log::int);
  SELECT coalesce(max("index") + 1, 0) INTO next FROM ledger_entry WHERE log_id = of_log;
  now := clock_timestamp();
  stamp := to_char(now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  INSERT INTO ledger_entry
    (log_id, "index", "time", "event", subject, "commit", "fields", leaf_hash)
  SELECT of_log, next + n - 1, now, events[n], subjects[n], commits[n], sealed[n],
    sha256('\\x00'::bytea || convert_to(format(
      '{"commit":"%s","event":"%s","index":%s,"subject":"%s","time":"%s"}',
      commits[n], events[n], next + n - 1, subjects[n], stamp), 'UTF8'))
  FROM generate_subscripts(events, 1) AS n;
END $$;
"""
UNDO = "DROP FUNCTION ledger_append"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [migrations.RunSQL(APPEND, UNDO)]
