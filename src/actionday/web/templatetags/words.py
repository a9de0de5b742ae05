"""How templates say times, states and shares; and the bars, drawn without any inline style."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionday.pipeline import STATES
from actionday.publication.words import moment, wait
from actionday.web.needs import time_left

register = template.Library()
TRANSFORMS = {
    "none": gettext_lazy("as it is"),
    "rotate90": gettext_lazy("turned left"),
    "rotate180": gettext_lazy("upside down"),
    "rotate270": gettext_lazy("turned right"),
    "flipx": gettext_lazy("mirrored top to bottom"),
    "flipy": gettext_lazy("mirrored"),
    "flipplus1": gettext_lazy("mirrored and turned left"),
    "flipminus1": gettext_lazy("mirrored and turned right"),
    "unboxed": gettext_lazy("without the bars around it"),
}
PRINTS = {
    "pdq": gettext_lazy("PDQ of the picture"),
    "vpdq": gettext_lazy("PDQ of a frame"),
    "sha256": gettext_lazy("SHA-256 of the file"),
}


@register.filter
def age(at: datetime | None) -> str:
    """Return how long ago something was: "4 min"."""
    return wait((timezone.now() - at).total_seconds()) if at else ""


@register.filter
def waiting(seconds: float | None) -> str:
    """Return a waiting time; a dash where there is none yet."""
    return wait(seconds)


@register.filter
def until_s(at: datetime) -> float:
    """Return how many seconds are left until a time."""
    return (at - timezone.now()).total_seconds()


@register.filter
def due(at: datetime) -> str:
    """Return when something is due: "due in 40 min"."""
    return time_left(at)


@register.filter
def posted(text: str) -> str:
    """Return the time that a page gives of itself; what is no time stays as the page says it."""
    try:
        return moment(text)
    except ValueError:
        return text


@register.filter
def minutes(seconds: float | None) -> str:
    """Return a clip's length or place as minutes and seconds: "0:42"."""
    whole = round(seconds or 0)
    return f"{whole // 60}:{whole % 60:02d}"


@register.filter
def transform_word(name: str) -> str:
    """Return in words how a copy was turned or mirrored."""
    return str(TRANSFORMS.get(name, name))


@register.filter
def print_word(kind: str) -> str:
    """Return what a type of fingerprint is taken of."""
    return str(PRINTS.get(kind, kind))


@register.filter
def state_word(state: str) -> str:
    """Return a piece's state in words."""
    return str(STATES.get(state, state))


@register.filter
def percent(share: float) -> str:
    """Return a share as whole percent; for places where its count is near by."""
    return _("%(share)s %%") % {"share": number_format(100 * share, 0)}


@register.filter
def lookup(mapping: dict[str, str], key: str) -> str:
    """Return what stands under a key."""
    return mapping.get(key, "")


@register.filter
def rounded(number: float | None) -> str:
    """Return a coefficient with two decimals; a dash where it is undefined."""
    return (
        "\N{EN DASH}" if number is None else number_format(number, 2).replace("-", "\N{MINUS SIGN}")
    )


@register.simple_tag
def bar(whole: int, *parts: int | str) -> SafeString:
    """Draw parts of a whole: pairs of a number and a class (done, upheld, left, other)."""
    drawn, start = [], 0.0
    for number, name in zip(parts[::2], parts[1::2], strict=True):
        width = 100 * int(number) / whole if whole else 0.0
        if width:
            drawn.append((str(name), f"{start:.2f}", f"{width:.2f}"))
        start += width
    rects = format_html_join("", '<rect class="{}" x="{}" width="{}" height="6"/>', drawn)
    return format_html(
        '<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        "{}</svg>",
        rects,
    )
