"""The addresses of the screens."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from . import (
    board,
    days,
    directory,
    inbox,
    invitations,
    judge,
    media,
    moves,
    piece,
    pieces,
    plan,
    plan_terms,
    report,
)
from .preference import preference
from .sign_in import SignIn

urlpatterns = [
    path("", days.days, name="days"),
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("preference/", preference, name="preference"),
    path("house/units/", directory.units, name="house_units"),
    path("house/units/<str:code>/", directory.units, name="house_unit"),
    path("house/platforms/", directory.platforms, name="house_platforms"),
    path("house/platforms/<slug:slug>/", directory.platforms, name="house_platform"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<slug:slug>/answer/", invitations.answer, name="invitation_answer"),
    path("days/new/", plan.new, name="plan_new"),
    path("days/<slug:slug>/", board.board, name="board"),
    path("days/<slug:slug>/plan/", plan.plan, name="plan"),
    path("days/<slug:slug>/plan/delete/", plan.remove, name="plan_delete"),
    path("days/<slug:slug>/plan/terms/<slug:platform>/", plan_terms.terms, name="plan_terms"),
    path("days/<slug:slug>/plan/<slug:to>/", moves.ask, name="move_ask"),
    path("days/<slug:slug>/plan/<slug:to>/now/", moves.move, name="move"),
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
