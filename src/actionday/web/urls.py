"""The addresses of the screens."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from . import (
    audit,
    board,
    days,
    desk,
    finds,
    holds,
    inbox,
    judge,
    media,
    piece,
    pieces,
    report,
    sending,
    upload,
)
from .preference import preference
from .sign_in import SignIn

urlpatterns = [
    path("", days.days, name="days"),
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("preference/", preference, name="preference"),
    path("days/<slug:slug>/", board.board, name="board"),
    path("days/<slug:slug>/board/live/", board.live, name="board_live"),
    path("days/<slug:slug>/pieces/", pieces.pieces, name="pieces"),
    path("days/<slug:slug>/pieces/<uuid:item>/", piece.piece, name="piece"),
    path("days/<slug:slug>/pieces/<uuid:item>/retry/", piece.retry, name="retry"),
    path("days/<slug:slug>/finds/", finds.finds, name="finds"),
    path("days/<slug:slug>/finds/upload/", upload.take, name="upload_take"),
    path("days/<slug:slug>/finds/upload/<str:id>/", upload.upload, name="upload"),
    path("days/<slug:slug>/pieces/<uuid:item>/hold/", holds.place, name="hold_place"),
    path("days/<slug:slug>/pieces/<uuid:item>/objection/", holds.objection, name="objection"),
    path("days/<slug:slug>/holds/", holds.holds, name="holds"),
    path("days/<slug:slug>/holds/<int:number>/", holds.change, name="hold_change"),
    path("days/<slug:slug>/desk/", desk.desk, name="desk"),
    path("days/<slug:slug>/desk/conflicts/<int:number>/", desk.settle, name="settle"),
    path("days/<slug:slug>/desk/escalations/<uuid:item>/", desk.take, name="escalation_take"),
    path("days/<slug:slug>/desk/pauses/", desk.stop, name="pause"),
    path("days/<slug:slug>/judge/", judge.judge, name="judge"),
    path("days/<slug:slug>/judge/next/", judge.take, name="judge_take"),
    path("days/<slug:slug>/sending/", sending.sending, name="sending"),
    path("days/<slug:slug>/report/", report.report, name="report"),
    path("days/<slug:slug>/report/<str:name>", report.download, name="report_file"),
    path("platform/", inbox.inbox, name="inbox"),
    path("platform/acknowledge/", inbox.acknowledge, name="inbox_acknowledge"),
    path("platform/<uuid:referral>/decide/", inbox.decide, name="inbox_decide"),
    path("audit/", audit.days, name="audit"),
    path("audit/<slug:slug>/", audit.entries, name="audit_entries"),
    path("audit/<slug:slug>/pieces/<uuid:item>/", audit.piece, name="audit_piece"),
    path("media/<uuid:item>/<str:name>", media.derivative, name="media"),
]
