"""Addresses open to everyone, without signing in."""

from django.urls import URLPattern, URLResolver, path

from thidua.public import consulting, feeds, surveys, views

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("kiem-tra/", views.check, name="check"),
    path("kiem-tra/<str:code>", views.checked, name="checked"),
    path("lay-y-kien/", consulting.lists, name="lists"),
    path("lay-y-kien/<int:key>/", consulting.one, name="list"),
    path("khao-sat/", surveys.survey, name="survey"),
    path("quyet-dinh/", views.decisions, name="decisions"),
    path("quyet-dinh/<int:pk>/", views.decision, name="decision"),
    path("dien-hinh/", views.stories, name="stories"),
    path("dien-hinh/<int:pk>/", views.story, name="story"),
    path("du-lieu/khen-thuong.csv", feeds.as_csv, name="csv"),
    path("du-lieu/khen-thuong.json", feeds.as_json, name="json"),
    path("rss.xml", feeds.rss, name="rss"),
]
