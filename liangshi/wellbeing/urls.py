"""Concerns, the duty to report; cases."""

from django.urls import include, path

from liangshi.wellbeing.views import acting, around, concerns, raising

app_name = "wellbeing"
urlpatterns = [
    path("", include("liangshi.wellbeing.case_urls")),
    path("concerns/new/", raising.raise_page, name="raise"),
    path("concerns/about/<str:student>/", raising.raise_about, name="raise_about"),
    path("concerns/raised/", raising.receipts, name="receipts"),
    path("concerns/raised/<str:concern>/", raising.receipt, name="receipt"),
    path("concerns/raised/<str:concern>/add/", raising.receipt_add, name="receipt_add"),
    path("concerns/", concerns.concerns, name="concerns"),
    path("concerns/<str:concern>/", concerns.concern, name="concern"),
    path("concerns/<str:concern>/take/", concerns.concern_take, name="concern_take"),
    path("concerns/<str:concern>/answer/", concerns.concern_answer, name="concern_answer"),
    path("concerns/<str:concern>/reopen/", concerns.concern_reopen, name="concern_reopen"),
    path("concerns/<str:concern>/add/", concerns.concern_add, name="concern_add"),
    path("concerns/<str:concern>/students/<str:part>/", concerns.concern_settle, name="concern_settle"),
    path("concerns/<str:concern>/care/<str:line>/end/", concerns.concern_care_end, name="concern_care_end"),
    path("concerns/<str:concern>/give-back/", acting.concern_give_back, name="concern_give_back"),
    path("concerns/<str:concern>/offer/", acting.concern_offer, name="concern_offer"),
    path("concerns/<str:concern>/assess/", acting.concern_assess, name="concern_assess"),
    path("concerns/<str:concern>/close/", acting.concern_close, name="concern_close"),
    path("concerns/<str:concern>/adult/", acting.concern_adult, name="concern_adult"),
    path("concerns/<str:concern>/care/", acting.concern_care, name="concern_care"),
    path("report-harm/", around.report_harm, name="report_harm"),
    path("report-harm/<str:report>/", around.report_written, name="report_written"),
    path("care-lines/", around.care_lines, name="care_lines"),
    path("helplines/", around.helplines, name="helplines"),
    path("absences/", around.absences, name="absences"),
    path("absences/<str:absence>/remove/", around.absence_remove, name="absence_remove"),
]
