from django.urls import path

from timeline.signing_in import people, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("password/", views.own_password, name="own-password"),
    path("link/<str:token>/", views.one_time_link, name="one-time-link"),
    path("people/", people.people, name="people"),
    path("people/invitation/", people.invitation, name="invitation"),
    path("people/<int:pk>/link/", people.person_link, name="person-link"),
    path("people/<int:pk>/role/", people.person_role, name="person-role"),
    path("people/<int:pk>/active/", people.person_active, name="person-active"),
    # The admin's own form would let passwords be tried without a limit.
    path("admin/login/", views.sign_in),
]
