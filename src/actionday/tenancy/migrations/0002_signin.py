"""The table of attempts, shared by all processes; losing it in a crash only forgives some."""

from django.db import migrations

TABLE = """
CREATE UNLOGGED TABLE throttle (
  cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX throttle_expires ON throttle (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial")]
    operations = [migrations.RunSQL(TABLE, "DROP TABLE throttle")]
