"""Duties: one's own, those of classes, hours asked, exemptions and leave, the living scheme."""

from django.urls import path

from liangshi.duties import views

app_name = "duties"
urlpatterns = [
    path("duties/", views.own, name="mine"),
    path("duties/board/", views.board, name="board"),
    path("duties/classes/<str:group>/", views.class_page, name="class"),
    path("duties/mentors/", views.mentors, name="mentors"),
    path("duties/region/", views.region, name="region"),
    path("duties/region/<str:school>/", views.region_school, name="region_school"),
    path("duties/exemptions/", views.exemptions, name="exemptions"),
    path("duties/exemptions/new/", views.exemption_new, name="exemption_new"),
    path("duties/exemptions/<str:exemption>/end/", views.exemption_end, name="exemption_end"),
    path("duties/leaves/new/", views.leave_new, name="leave_new"),
    path("duties/leaves/<str:leave>/end/", views.leave_end, name="leave_end"),
    path("scheme/living/", views.living, name="living"),
]
