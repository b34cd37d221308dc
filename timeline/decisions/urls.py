"""Addresses of corrections: nouns, changed by POST."""

from django.urls import path

from timeline.decisions import article_views, eye_views, history_views, views
from timeline.decisions.article_forms import ARTICLE_FORMS
from timeline.decisions.forms import CorrectionForm, LookForm
from timeline.decisions.joining_forms import EVENT_FORMS

_EVENT_FORMS: tuple[type[CorrectionForm], ...] = (*EVENT_FORMS, LookForm)

urlpatterns = [
    path("events/<str:public_id>/correct/", views.event_correct, name="event-correct"),
    path("events/<str:public_id>/history/", history_views.event_history, name="event-history"),
    path("events/<str:public_id>/date/read/", views.date_reading, name="date-reading"),
    *(
        path(
            f"events/<str:public_id>/{form.name}/",
            views.event_change,
            {"form_class": form},
            name=f"event-{form.name}",
        )
        for form in _EVENT_FORMS
    ),
    path("articles/<int:pk>/correct/", article_views.article_correct, name="article-correct"),
    path("articles/<int:pk>/history/", history_views.article_history, name="article-history"),
    *(
        path(
            f"articles/<int:pk>/{form.name}/",
            article_views.article_change,
            {"form_class": form},
            name=f"article-{form.name}",
        )
        for form in ARTICLE_FORMS
    ),
    path("actors/", history_views.actor, name="actor"),
    path("actors/called/", history_views.actor_change, name="actor-called"),
    path("decisions/", history_views.decision_list, name="decision-list"),
    path("decisions/hidden/", history_views.hidden_list, name="hidden-list"),
    path("decisions/<int:number>/undone/", views.decision_undo, name="decision-undone"),
    path("needs-your-eye/", eye_views.eye, name="eye"),
    path("needs-your-eye/files/", eye_views.eye_file, name="eye-file"),
]
