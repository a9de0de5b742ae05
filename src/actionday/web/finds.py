"""Finds: links are pasted, each is answered at once, and what is wrong stays to be corrected."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from actionday import pipeline
from actionday.cases.find import Find, Wrong, check
from actionday.cases.models import ActionDay
from actionday.cases.offered import BATCH
from actionday.cases.taxonomy import Kind
from actionday.edge.tables import BadTable, LeftOut, pick
from actionday.stages import Refused, intake
from actionday.tenancy.acting import acting_as, actor_of

from .access import finder_for, member_of, signed_in
from .own_finds import answered, brought_in, counted, latest

FOR_ALL = ("kind", "language", "note")


@signed_in
def finds(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where finds are submitted, and the unit's latest; take what is pasted."""
    member = member_of(request)
    with acting_as(actor_of(member)):
        day = finder_for(member, slug)
    told = paste(request, day) if request.method == "POST" else {}
    return show(request, day, told)


def show(request: HttpRequest, day: ActionDay, told: dict[str, Any]) -> HttpResponse:
    """Show the page; the part that changes alone where the page asks for it."""
    member = member_of(request)
    with acting_as(actor_of(member)):
        shown = {
            "day": day,
            "screen": "finds",
            "kinds": Kind.choices,
            "given": request.POST,
            "most": BATCH,
            "brought": brought_in(member, day, request.GET.get("upload", "")),
            "mine": latest(member, day),
            **told,
        }
        swapped = request.headers.get("HX-Request") == "true"
        page = "web/_finds.html" if swapped else "web/finds.html"
        return render(request, page, shown, status=told.get("status", 200))


def paste(request: HttpRequest, day: ActionDay) -> dict[str, Any]:
    """Submit the links that were pasted; return what is told of them, and what stays in the box."""
    text = request.POST.get("links", "").replace("\r\n", "\n").replace("\r", "\n")
    for_all = {name: request.POST.get(name, "").strip() for name in FOR_ALL}
    try:
        found, left_out = pick(text)
        rows, wrong = checked(found, for_all)
        refuse_if_unfit(found, wrong)
        done = pipeline.step(intake, actor_of(member_of(request)), day.slug, rows)
    except (Refused, BadTable) as refusal:
        status = getattr(refusal, "status", 422)
        return {"refused": str(refusal), "box": text, "for_all": for_all, "status": status}
    assert done is not None
    return outcome(text, found, left_out, done.answer) | {"for_all": for_all}


def checked(
    found: list[tuple[int, str]], for_all: dict[str, str]
) -> tuple[list[Find], list[Wrong]]:
    """Return the finds, and what is wrong with what shall hold for all of them."""
    _find, wrong = check(for_all)
    return [check({"url": link} | for_all)[0] for _line, link in found], wrong


def refuse_if_unfit(found: list[tuple[int, str]], wrong: list[Wrong]) -> None:
    """Refuse what cannot be submitted as a whole."""
    if not found:
        raise Refused(422, _("There is no link in what was pasted. Paste at least one."))
    if len(found) > BATCH:
        raise Refused(
            422,
            _("These are %(n)d links; up to %(most)d are taken at once. Upload more as a file.")
            % {"n": len(found), "most": BATCH},
        )
    if wrong:
        raise Refused(422, wrong[0].why)


def outcome(
    text: str, found: list[tuple[int, str]], left_out: list[LeftOut], answers: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return the answers row by row; refused links and lines without one stay in the box."""
    lines = text.split("\n")
    rows = answered(zip((line for line, _link in found), answers, strict=True))
    stays = {row["line"]: row["url"] for row in rows if row["error"]}
    kept = [(row["line"], row["url"]) for row in rows if row["error"]]
    kept += [(each.row, lines[each.row - 1]) for each in left_out if each.row not in stays]
    box = "\n".join(line for _number, line in sorted(kept, key=lambda each: each[0]))
    return {"rows": rows, "left_out": left_out, "counts": counted(rows), "box": box}
