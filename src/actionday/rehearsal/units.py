"""The names of the units of a rehearsal, each in its own language, and who started the day."""

from actionday.rehearsal.countries import EUIRU

UNIT_NAMES: dict[str, str] = {
    "ES": "España",
    "CZ": "Česko",
    "DK": "Danmark",
    "FR": "France",
    "DE": "Deutschland",
    "HU": "Magyarország",
    "IE": "Éire",
    "MT": "Malta",
    "PT": "Portugal",
    "SE": "Sverige",
    "GB": "United Kingdom",
    "AT": "Österreich",
    "BE": "Belgique",
    "BG": "България",
    "CY": "Κύπρος",
    "EE": "Eesti",
    "FI": "Suomi",
    "GR": "Ελλάδα",
    "HR": "Hrvatska",
    "IT": "Italia",
    "LT": "Lietuva",
    "LU": "Lëtzebuerg",
    "LV": "Latvija",
    "NL": "Nederland",
    "PL": "Polska",
    "RO": "România",
    "SI": "Slovenija",
    "SK": "Slovensko",
    EUIRU: "EU Internet Referral Unit",
}

COORDINATOR = EUIRU
INITIATORS = ("ES", EUIRU)
