"""Recovery codes as a text to keep: once, from the session that was just shown them."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..access import member_of, signed_in

SHOWN = "recovery_codes_shown"
KEPT_S = 600


class Codes(ViewRecoveryCodesView):
    """Shows the codes once."""

    def get_context_data(self, **more: object) -> dict[str, object]:
        """Remember that they were shown, so that the same session may keep them as a text."""
        shown: dict[str, object] = super().get_context_data(**more)
        if shown["can_view_codes"]:
            self.request.session[SHOWN] = time.time()
        return shown


@signed_in
def download(request: HttpRequest) -> HttpResponse:
    """Hand out the codes that were just shown, once."""
    shown_at = float(request.session.pop(SHOWN, 0))
    mine = Authenticator.objects.filter(
        user=member_of(request).pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    if mine is None or time.time() - shown_at > KEPT_S:
        raise Http404
    title = _("Recovery codes for Actionday, each works once:")
    text = "\n".join([title, "", *mine.wrap().get_unused_codes(), ""])
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="actionday-recovery-codes.txt"'
    return answer
