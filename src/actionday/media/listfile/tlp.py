"""The Traffic Light Protocol: how far an entry may be shared (FIRST, TLP 2.0, 2022)."""

TLP = ("clear", "green", "amber", "amber+strict", "red")
"""From the freest to the strictest."""

OLD = {"white": "clear"}


def tlp_of(text: str) -> str:
    """Return the label in `text` (`TLP:AMBER`, `amber`, of TLP 1.0 also `white`), '' for none.

    Raises ValueError where the text is no label.
    """
    name = text.strip().lower().removeprefix("tlp:").strip()
    name = OLD.get(name, name)
    if name and name not in TLP:
        raise ValueError(text)
    return name
