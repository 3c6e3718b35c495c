"""Error pages in Vietnamese that say what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read; most often a request too large."""
    return _page(
        request, "Yêu cầu không đọc được", "Hãy quay lại trang trước và thử lại. Tệp tải lên không được quá 25 MB.", 400
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(
        request, "Không được phép", "Trang này không mở cho tài khoản của bạn. Hãy hỏi người quản trị của đơn vị.", 403
    )


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose token is no longer good: the session ended or another tab signed in."""
    advice = (
        "Trang đã mở quá lâu hoặc bạn đã đăng nhập lại ở cửa sổ khác. Hãy bấm Quay lại của trình duyệt, "
        "sao chép phần đã nhập, tải lại trang rồi gửi lại."
    )
    return _page(request, "Trang đã cũ", advice, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not to be seen by this person."""
    home = "trang công khai" if request.path.startswith("/cong-khai/") else "trang “Việc của tôi”"
    advice = f"Địa chỉ này không có, hoặc không mở cho bạn. Hãy quay về {home}."
    return _page(request, "Không tìm thấy", advice, 404)


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """405: an address that only takes forms was opened like a page, or the other way round."""
    advice = "Địa chỉ này chỉ nhận biểu mẫu gửi từ một trang khác. Hãy quay lại trang trước và bấm nút ở đó."
    answer = _page(request, "Không mở trực tiếp được", advice, response.status_code)
    answer.headers["Allow"] = response.headers["Allow"]
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; drawn without the database."""
    return render(request, "errors/broken.html", status=500)


def _page(request: HttpRequest, title: str, advice: str, status: int) -> HttpResponse:
    return render(request, "errors/page.html", {"title": title, "advice": advice, "status": status}, status=status)
