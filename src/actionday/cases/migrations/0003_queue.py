"""Who judges what next, and what is held: functions of the database (`cases/queue.sql`)."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parents[1] / "queue.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_isolation")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
