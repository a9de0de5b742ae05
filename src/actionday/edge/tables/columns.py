"""Which column is what: guessed from the header in the languages of Europe, else from the cells."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _

from .links import is_link, links_of
from .table import FIELDS, Table

LOOKED_AT = 50
NAMES = {
    "url": "url urls uri link links weblink hyperlink href address addresses adresse adressen "
    "direccion enlace enlaces vinculo lien liens odkaz odkazy adresa lank lankar lanken webadresse "
    "indirizzo collegamento ligacao endereco hivatkozas cim nasc seoladh hecc indirizz webadres "
    "koppeling osoite linkki adres odnosnik aadress saite adrese nuoroda "
    "ссылка адрес посилання връзка σύνδεσμος رابط الرابط عنوان קישור",
    "kind": "kind type typ tipo art medium media mediatype contenttype inhalt inhaltsart genre "
    "categorie druh tipus fajta cineal soort tyyppi rodzaj slag tip вид тип είδος نوع النوع",
    "language": "language lang sprache idioma lengua langue lingua lingwa lingua jazyk nyelv sprak "
    "sprog teanga taal kieli jezyk limba език язык мова γλώσσα لغة اللغة",
    "note": "note notes comment comments remark remarks description nota notas notiz notizen "
    "bemerkung bemerkungen kommentar kommentare commentaire commentaires remarque remarques "
    "comentario comentarios observacion observaciones commento osservazioni poznamka megjegyzes "
    "anteckning anmarkning bemaerkning bemerking tracht opmerking huomautus uwaga uwagi comentariu "
    "beschreibung descripcion descrizione примечание комментарий примітка бележка σχόλιο "
    "ملاحظة ملاحظات",
}
# Letters that accents are not taken from by decomposition, as NAMES writes them.
PLAIN = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ħ": "h"})


def folded(text: str) -> str:
    """Return a word in lower case without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


WORDS = {name: frozenset(folded(words).split()) for name, words in NAMES.items()}


def guess(table: Table) -> dict[str, int]:
    """Return the columns that seem to hold the fields; a field without one is left out."""
    found: dict[str, int] = {}
    for exact in (True, False):
        for name in FIELDS:
            for at, head in enumerate(table.header):
                if name not in found and at not in found.values() and fits(name, head, exact):
                    found[name] = at
    links = [share_of_links(table, at) for at in range(len(table.header))]
    best = max(range(len(links)), key=links.__getitem__, default=-1)
    if best >= 0 and links[best] >= 0.5 and ("url" not in found or links[found["url"]] == 0):
        found = {name: at for name, at in found.items() if at != best} | {"url": best}
    return found


def fits(name: str, head: str, exact: bool) -> bool:
    """Say whether a column's head is the name of a field, or has it among its words."""
    parts = re.findall(r"[^\W_]+", folded(head))
    if exact:
        return "".join(parts) in WORDS[name]
    return not WORDS[name].isdisjoint(parts)


def share_of_links(table: Table, at: int) -> float:
    """Return how many of the column's first filled cells hold a link."""
    cells = [row[at] for _number, row in table.rows[:LOOKED_AT] if at < len(row) and row[at]]
    return sum(map(is_link, cells)) / len(cells) if cells else 0.0


@dataclass(frozen=True, slots=True)
class Given:
    """What a row gives for each field; `problem` is what makes the row as such unfit."""

    row: int
    values: dict[str, str]
    problem: str = ""


def given(table: Table, columns: Mapping[str, int]) -> Iterator[Given]:
    """Yield what the rows give, by these columns; rows without anything in them are passed over."""
    width = len(table.header)
    for number, cells in table.rows:
        values = {name: cells[at] for name, at in columns.items() if at < len(cells)}
        if not any(values.values()):
            if not any(cells):
                continue
            yield Given(number, values, _("There is no link in this row."))
        elif any(cells[width:]):
            yield Given(number, values, _("There are more cells than the header has columns."))
        else:
            yield one_link(number, values)


def one_link(number: int, values: dict[str, str]) -> Given:
    """Take the link out of a cell that says more than a link; refuse two in one cell."""
    cell = values.get("url", "")
    if not cell:
        return Given(number, values, _("There is no link in this row."))
    if re.match(r"https?://\S+$", cell, re.IGNORECASE):
        return Given(number, values)
    links = list(links_of(cell))
    if len(links) > 1:
        return Given(number, values, _("There are several links in one cell: give each a row."))
    return Given(number, values | {"url": links[0]} if links else values)
