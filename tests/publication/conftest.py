"""Django's words and templates, and one plausible day for all tests that need a whole one."""

import os
from typing import Any

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionday.settings")
django.setup()

from actionday.publication.figures import report  # noqa: E402

from .daybook import Daybook  # noqa: E402
from .plausible import plausible  # noqa: E402


@pytest.fixture(scope="session")
def day() -> Daybook:
    return plausible()


@pytest.fixture(scope="session")
def told(day: Daybook) -> dict[str, Any]:
    return report(day.lines, day.checkpoint(), 2, 1)
