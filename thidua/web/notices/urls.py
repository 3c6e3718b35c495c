"""Addresses of notices."""

from django.urls import path

from thidua.web.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("cach-nhan/", views.preference, name="preference"),
    path("mau/", views.templates, name="templates"),
    path("khong-gui-duoc/", views.failed, name="failed"),
]
