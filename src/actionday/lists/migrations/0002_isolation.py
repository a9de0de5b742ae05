"""How changes are numbered (`lists/following.sql`) and who may see a list (`lists/isolation.sql`)."""

from pathlib import Path

from django.db import migrations

FOLDER = Path(__file__).parents[1]
SQL = [(FOLDER / name).read_text() for name in ("following.sql", "isolation.sql")]


class Migration(migrations.Migration):
    dependencies = [("lists", "0001_initial"), ("cases", "0002_isolation")]
    operations = [migrations.RunSQL(each, migrations.RunSQL.noop) for each in SQL]
