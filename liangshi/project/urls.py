"""Root urls."""

from django.urls import include, path

urlpatterns = [
    path("", include("liangshi.workbench.urls")),
    path("", include("liangshi.access.urls")),
    path("", include("liangshi.access.library_urls")),
    path("", include("liangshi.people.urls")),
    path("", include("liangshi.notices.urls")),
    path("", include("liangshi.jobs.urls")),
    path("", include("liangshi.schemes.urls")),
    path("", include("liangshi.duties.urls")),
    path("", include("liangshi.pairing.urls")),
    path("", include("liangshi.roster.urls")),
    path("", include("liangshi.records.urls")),
    path("", include("liangshi.wellbeing.urls")),
    path("", include("liangshi.guidance.urls")),
    path("", include("liangshi.meetings.urls")),
    path("", include("liangshi.family.urls")),
    path("", include("liangshi.growth.urls")),
]
