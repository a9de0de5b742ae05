"""Row-level security: who may read and write which row (`cases/isolation.sql` says it)."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parents[1] / "isolation.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("ledger", "0003_append"),
        ("tenancy", "0001_initial"),
    ]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
