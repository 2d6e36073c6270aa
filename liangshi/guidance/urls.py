"""Reflections, plans, goals, evaluations, requests to talk, own pieces."""

from django.urls import path

from liangshi.guidance.views import evaluations, pieces, plans, reflections, reports, talks

app_name = "guidance"
urlpatterns = [
    path("reflections/", reflections.reflections, name="reflections"),
    path("reflections/to-read/", reflections.to_read, name="to_read"),
    path("reflections/of/<str:student>/", reflections.reflections_of, name="reflections_of"),
    path("reflections/weeks/<str:week>/", reflections.reflection_write, name="reflection_write"),
    path("reflections/weeks/<str:week>/skip/", reflections.reflection_skip, name="reflection_skip"),
    path("reflections/<str:reflection>/answer/", reflections.reflection_answer, name="reflection_answer"),
    path("guidance/<str:student>/plan/", plans.plan, name="plan"),
    path("guidance/<str:student>/plan/write/", plans.plan_write, name="plan_write"),
    path("guidance/<str:student>/plan/tell/", plans.plan_tell, name="plan_tell"),
    path("guidance/<str:student>/goals/new/", plans.goal_new, name="goal_new"),
    path("goals/<str:goal>/reached/", plans.goal_reach, name="goal_reach"),
    path("goals/<str:goal>/change/", plans.goal_change, name="goal_change"),
    path("guidance/<str:student>/evaluations/", evaluations.evaluations, name="evaluations"),
    path("guidance/<str:student>/evaluations/new/", evaluations.evaluation_new, name="evaluation_new"),
    path("evaluations/told/", evaluations.told, name="told"),
    path("evaluations/<str:evaluation>/change/", evaluations.evaluation_change, name="evaluation_change"),
    path("evaluations/<str:evaluation>/tell/", evaluations.evaluation_tell, name="evaluation_tell"),
    path("evaluations/<str:evaluation>/answer/", evaluations.evaluation_answer, name="evaluation_answer"),
    path("asking/", talks.my_talks, name="my_talks"),
    path("asking/new/", talks.talk_ask, name="talk_ask"),
    path("asking/<str:talk>/withdraw/", talks.talk_withdraw, name="talk_withdraw"),
    path("asking/<str:talk>/consent/", talks.talk_consent, name="talk_consent"),
    path("asked/", talks.talk_inbox, name="talk_inbox"),
    path("asked/<str:talk>/", talks.talk, name="talk"),
    path("asked/<str:talk>/accept/", talks.talk_accept, name="talk_accept"),
    path("asked/<str:talk>/propose/", talks.talk_propose, name="talk_propose"),
    path("asked/<str:talk>/done/", talks.talk_finish, name="talk_finish"),
    path("problems/mine/", reports.my_reports, name="my_reports"),
    path("problems/new/", reports.report_new, name="report_new"),
    path("problems/", reports.report_inbox, name="report_inbox"),
    path("problems/<str:report>/", reports.report, name="report"),
    path("pieces/", pieces.my_pieces, name="my_pieces"),
    path("pieces/new/", pieces.piece_new, name="piece_new"),
    path("pieces/of/<str:student>/", pieces.pieces_of, name="pieces_of"),
    path("pieces/<str:piece>/file/", pieces.piece_file, name="piece_file"),
    path("pieces/<str:piece>/share/", pieces.piece_share, name="piece_share"),
    path("pieces/<str:piece>/delete/", pieces.piece_delete, name="piece_delete"),
]
