from django.contrib import admin
from django.urls import include, path

from timeline import views
from timeline.article_deletion import article_deletion

urlpatterns = [
    path("", views.timeline, name="timeline"),
    path("print/", views.timeline_print, name="timeline-print"),
    path("events/<str:public_id>/", views.event_detail, name="event-detail"),
    path("articles/<int:pk>/deletion/", article_deletion, name="article-deletion"),
    path("articles/new/", include("timeline.adding.urls")),
    path("articles/", include("articles.urls")),
    path("", include("timeline.signing_in.urls")),
    path("", include("timeline.decisions.urls")),
    path("admin/", admin.site.urls),
]
handler400 = "timeline.error_pages.not_understood"
handler403 = "timeline.error_pages.not_allowed"
handler404 = "timeline.error_pages.not_found"
handler500 = "timeline.error_pages.broken"
