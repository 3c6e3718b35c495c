"""Addresses of the signed-in door: Vietnamese without marks outside, English names inside."""

from django.urls import include, path

from thidua.web import accounts, home, sign_in
from thidua.web.movements.views.overview import feed

urlpatterns = [
    path("", home.home, name="home"),
    path("thiet-ke/", home.design, name="design"),
    path("dong-ho/", home.practice_clock, name="practice-clock"),
    path("dang-nhap/", sign_in.sign_in, name="sign-in"),
    path("dang-xuat/", sign_in.sign_out, name="sign-out"),
    path("bat-dau/", accounts.begin, name="begin"),
    path("loi-moi/<str:key>/", accounts.accept, name="invitation"),
    path("quen-mat-khau/", accounts.forgotten, name="forgotten"),
    path("mat-khau/", accounts.change, name="change-password"),
    path("to-chuc/", include("thidua.web.org.urls")),
    path("lich/<str:key>.ics", feed, name="calendar-feed"),
    path("phong-trao/", include("thidua.web.movements.urls")),
    path("cham-diem/", include("thidua.web.scoring.urls")),
    path("ho-so/", include("thidua.web.dossiers.urls")),
    path("hoi-dong/", include("thidua.web.council.urls")),
    path("khen-thuong/", include("thidua.web.awards.urls")),
    path("thong-bao/", include("thidua.web.notices.urls")),
    path("bao-cao/", include("thidua.web.reports.urls")),
    path("viec-chay-lau/", include("thidua.web.jobs.urls")),
]
