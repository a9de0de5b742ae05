"""Numbers that people type."""

from django.utils.translation import gettext as _

from actionday.accounts import Refused


def whole(text: str) -> int:
    """Return the whole number in a field; refuse anything else."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Refused(422, _("Give the days as a whole number."))
    return int(text)
