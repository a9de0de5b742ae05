"""`actionday intake DAY FILE --unit CODE`: submit the links of a file for a unit."""

import argparse
import hashlib
import json
import secrets
import sys
from collections import Counter
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actionday.edge.tables import FIELDS, FILE_BYTES, FORMATS, BadTable, Table, guess, read
from actionday.errors import BadInput

if TYPE_CHECKING:
    from actionday.cases.offered import Offered
    from actionday.tenancy.acting import Actor

SUMMARY = _("submit the links of a file (CSV, XLSX, MISP JSON, plain list)")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("day", metavar="DAY", help=_("the day's short name"))
    parser.add_argument("file", metavar="FILE", type=Path, help=_("at most 10 MB, 20,000 rows"))
    parser.add_argument("--unit", metavar="CODE", required=True, help=_("the unit that found them"))
    parser.add_argument("--format", choices=FORMATS, default="", help=_("where it is not seen"))
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=NAME",
        help=_("which column is the url, kind, language or note: --column url=Enlace"),
    )


def run(args: argparse.Namespace) -> int:
    """Read the whole file first, then submit it in parts of a thousand rows."""
    data = contents(args.file)
    try:
        table = read(data, args.file.name, args.format)
    except BadTable as error:
        raise BadInput(f"{args.file}: {error}") from error
    columns = chosen(args.file, table, args.column)
    from actionday.boot import boot

    boot(migrate=True)
    from actionday.cases.offered import offered

    actor = actor_for(args.day, args.unit)
    rows = offered(table, columns)
    digest = hashlib.sha256(data).hexdigest()
    counts = submitted(args.day, actor, args.file.name, digest, rows)
    for row in (row for row in rows if row.wrong):
        counts["refused"] += 1
        where = {"row": row.row, "url": row.find.url}
        print(json.dumps(where | {"error": " ".join(in_words(row))}, ensure_ascii=False))
    for each in table.left_out:
        print(_("row %(row)d left out: %(text)s (%(why)s)")
              % {"row": each.row, "text": each.text, "why": each.why}, file=sys.stderr)  # fmt: skip
    summary = ", ".join(f"{n:,} {status}" for status, n in sorted(counts.items()))
    print(_("%(file)s: %(summary)s") % {"file": args.file, "summary": summary or _("no rows")},
          file=sys.stderr)  # fmt: skip
    return 1 if counts["refused"] else 0


def contents(path: Path) -> bytes:
    """Return the file's bytes, one more than are taken at most."""
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
        size = path.stat().st_size
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error
    if size > FILE_BYTES:
        raise BadInput(
            _("%(path)s: the file has %(size)d MB; at most %(most)d MB can be taken at once")
            % {"path": path, "size": size >> 20, "most": FILE_BYTES >> 20}
        )
    return data


def chosen(path: Path, table: Table, given: list[str]) -> dict[str, int]:
    """Return the guessed columns, corrected by those that are given; there must be one of links."""
    columns = guess(table)
    for each in given:
        field, _equals, name = each.partition("=")
        if field not in FIELDS or name not in table.header:
            raise BadInput(
                _("--column %(given)s: FIELD is one of %(fields)s; the columns of %(path)s are "
                  "%(names)s")
                % {"given": each, "fields": ", ".join(FIELDS), "path": path,
                   "names": ", ".join(table.header)}
            )  # fmt: skip
        at = table.header.index(name)
        columns = {known: other for known, other in columns.items() if other != at} | {field: at}
    if "url" not in columns:
        raise BadInput(
            _("%(path)s, row 1: no column url among %(names)s; name it with --column url=NAME")
            % {"path": path, "names": ", ".join(table.header)[:200]}
        )
    return columns


def actor_for(slug: str, code: str) -> "Actor":
    """Return who acts: the unit, which must take part in the day, which must be open."""
    from actionday.cases.models import ActionDay
    from actionday.cases.taxonomy import DayState
    from actionday.tenancy.acting import Actor
    from actionday.tenancy.models import Unit

    day = ActionDay.objects.filter(slug=slug).first()
    if day is None:
        known = ", ".join(ActionDay.objects.order_by("slug").values_list("slug", flat=True))
        raise BadInput(
            _("there is no day '%(day)s' here (known: %(known)s)")
            % {"day": slug, "known": known or _("none")}
        )
    parts = day.unit_parts.filter(accepted_at__isnull=False).values("unit")
    units = Unit.objects.filter(pk__in=parts) | Unit.objects.filter(pk=day.coordinator_id)
    unit = units.filter(code=code).first()
    if unit is None:
        known = ", ".join(units.order_by("code").values_list("code", flat=True))
        raise BadInput(
            _("unit '%(unit)s' takes no part in %(day)s (its units: %(known)s)")
            % {"unit": code, "day": slug, "known": known}
        )
    if day.state != DayState.OPEN:
        raise BadInput(_("%(day)s is not open: nothing can be submitted to it") % {"day": slug})
    return Actor(unit=unit.pk)


def submitted(
    slug: str, actor: "Actor", name: str, digest: str, rows: "list[Offered]"
) -> Counter[str]:
    """Submit the rows without fault and print their answers; on a stop say how far it came."""
    from actionday.cases.file_parts import FilePart
    from actionday.cases.offered import batches

    counts: Counter[str] = Counter()
    upload, parts = secrets.token_hex(16), batches(rows)
    total, done = sum(map(len, parts)), 0
    try:
        for number, batch in enumerate(parts, start=1):
            part = FilePart(upload, number, len(parts), name, digest)
            for line in answered(slug, actor, batch, part):
                counts[line.get("status", "refused")] += 1
                print(json.dumps(line, ensure_ascii=False))
            done += len(batch)
            if len(parts) > 1:
                told = {"done": f"{done:,}", "total": f"{total:,}"}
                print(_("%(done)s of %(total)s rows") % told, file=sys.stderr, flush=True)
    except BaseException:
        if not done:  # nothing was half-done
            raise
        print(_("stopped: %(done)s rows were taken in, none after them") % {"done": f"{done:,}"},
              file=sys.stderr)  # fmt: skip
        raise
    return counts


def answered(
    slug: str, actor: "Actor", batch: "list[Offered]", part: Any
) -> Iterator[dict[str, Any]]:
    """Submit one part; yield each row's answer."""
    from actionday import pipeline
    from actionday.stages import Refused, intake

    try:
        done = pipeline.step(intake, actor, slug, [row.find for row in batch], part)
    except Refused as refusal:
        raise BadInput(str(refusal)) from refusal
    assert done is not None
    for row, answer in zip(batch, done.answer, strict=True):
        kept = ("url", "error") if "error" in answer else answer
        yield {"row": row.row} | {key: answer[key] for key in kept}


def in_words(row: "Offered") -> list[str]:
    """Return what is wrong with a row, each with its field."""
    return [f"{each.field}: {each.why}" if each.field else each.why for each in row.wrong]
