"""The names of the units of a rehearsal, each in its own language, and who started the day."""

from actionday.rehearsal.countries import EEA, EUIRU

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


def law_of(code: str) -> dict[str, str]:
    """Return who answers for a unit's data, under which law, and what it may receive data by.

    Plaza's process reads this file too, and has no Django: the regimes stand here as they are kept.
    """
    if code == EUIRU:
        return {"controller": "Europol", "regime": "europol"}
    controller = f"Police of {UNIT_NAMES[code]}"
    if code in EEA:
        return {"controller": controller, "regime": "led"}
    return {
        "controller": controller,
        "regime": "third_country",
        "transfer_basis": "Adequacy decision (Directive (EU) 2016/680, Art. 36)",
    }
