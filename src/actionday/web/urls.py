"""The addresses of the screens."""

from django.urls import include, path

from . import board, days, inbox, judge, media, piece, pieces, report
from .preference import preference
from .second_factor import before_second_factor

urlpatterns = [
    path("", days.days, name="days"),
    path("", include("actionday.web.account.urls")),
    path("preference/", before_second_factor(preference), name="preference"),
    path("days/<slug:slug>/", board.board, name="board"),
    path("days/<slug:slug>/board/live/", board.live, name="board_live"),
    path("days/<slug:slug>/pieces/", pieces.pieces, name="pieces"),
    path("days/<slug:slug>/pieces/<uuid:item>/", piece.piece, name="piece"),
    path("days/<slug:slug>/pieces/<uuid:item>/retry/", piece.retry, name="retry"),
    path("days/<slug:slug>/judge/", judge.judge, name="judge"),
    path("days/<slug:slug>/judge/next/", judge.take, name="judge_take"),
    path("days/<slug:slug>/report/", report.report, name="report"),
    path("days/<slug:slug>/report/<str:name>", report.download, name="report_file"),
    path("platform/", inbox.inbox, name="inbox"),
    path("platform/acknowledge/", inbox.acknowledge, name="inbox_acknowledge"),
    path("platform/<uuid:referral>/decide/", inbox.decide, name="inbox_decide"),
    path("media/<uuid:item>/<str:name>", media.derivative, name="media"),
]
