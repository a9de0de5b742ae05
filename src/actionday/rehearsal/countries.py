"""The units of a rehearsal, in a fixed order, and the languages each of them reads."""

from gettext import gettext as _

from actionday.errors import BadInput

EUIRU = "EUIRU"
"""Europol's unit: it coordinates, and it finds beside the countries."""

READS: dict[str, tuple[str, ...]] = {
    "ES": ("es",),
    "CZ": ("cs",),
    "DK": ("da",),
    "FR": ("fr",),
    "DE": ("de",),
    "HU": ("hu",),
    "IE": ("en",),
    "MT": ("mt", "en"),
    "PT": ("pt",),
    "SE": ("sv",),
    "GB": ("en",),
    "AT": ("de",),
    "BE": ("fr",),
    "BG": ("en",),
    "CY": ("en",),
    "EE": ("en",),
    "FI": ("sv",),
    "GR": ("en",),
    "HR": ("en",),
    "IT": ("en",),
    "LT": ("en",),
    "LU": ("fr", "de"),
    "LV": ("en",),
    "NL": ("en",),
    "PL": ("en",),
    "RO": ("en",),
    "SI": ("en",),
    "SK": ("cs",),
    EUIRU: ("en", "ar"),
}
"""What a unit looks for, by code. Only languages that `phrases` can write stand here."""

COUNTRIES = tuple(code for code in READS if code != EUIRU)
"""The 28 countries; a rehearsal with N units takes the first N."""

EEA = tuple(code for code in COUNTRIES if code != "GB")
"""Countries in which a platform may restrict a piece under EU law."""


def units_of(count: int) -> tuple[str, ...]:
    """Return the codes of the first `count` countries and EUIRU; BadInput outside 1 to 28."""
    if not 1 <= count <= len(COUNTRIES):
        raise BadInput(
            _("units must be 1 to %(most)s countries, not %(count)s")
            % {"most": len(COUNTRIES), "count": count}
        )
    return (*COUNTRIES[:count], EUIRU)
