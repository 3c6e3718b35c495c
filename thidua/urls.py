"""All addresses: the public door, the JSON door, the signed-in door."""

from django.urls import include, path

urlpatterns = [
    path("cong-khai/", include("thidua.public.urls")),
    path("api/", include("thidua.api.urls")),
    path("", include("thidua.web.urls")),
]

handler400 = "thidua.web.errors.bad_request"
handler403 = "thidua.web.errors.forbidden"
handler404 = "thidua.web.errors.not_found"
handler500 = "thidua.web.errors.broken"
