"""Addresses of plans and movements."""

from django.urls import path

from thidua.web.movements.views import movements, plans

app_name = "movements"
urlpatterns = [
    path("", movements.movement_list, name="list"),
    path("tai-len/", plans.upload, name="upload"),
    path("ke-hoach/<int:pk>/", plans.plan, name="plan"),
    path("ke-hoach/<int:pk>/muc/<str:address>/", plans.item, name="item"),
    path("ke-hoach/<int:pk>/muc/<str:address>/bo/", plans.remove, name="remove"),
    path("ke-hoach/<int:pk>/them/", plans.add, name="add"),
    path("ke-hoach/<int:pk>/chap-nhan/", plans.accept, name="accept"),
    path("ke-hoach/<int:pk>/diem/", plans.settle, name="settle"),
    path("ke-hoach/<int:pk>/ban-hanh/", plans.issue, name="issue"),
    path("ke-hoach/<int:pk>/bo/", plans.drop, name="drop"),
    path("ke-hoach/<int:pk>/vi-du.json", plans.example, name="example"),
    path("<int:pk>/", movements.movement, name="movement"),
    path("<int:pk>/dot/<int:round_pk>/", movements.turn_round, name="round"),
    path("han/<int:pk>/", movements.due, name="due"),
    path("dot/<int:pk>/dang-ky/", movements.register, name="register"),
    path("dang-ky/<int:pk>/rut/", movements.withdraw, name="withdraw"),
]
