from django.urls import path

from timeline.adding import views

urlpatterns = [
    path("", views.add, name="articles-add"),
    path("<str:key>/", views.added, name="articles-added"),
    path("<str:key>/again/", views.again, name="articles-again"),
    path("<str:key>/columns/<int:number>/", views.columns, name="articles-columns"),
]
