"""The one foreseen error."""


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """Say no in one Vietnamese sentence: what stands in the way and what to do next.

    Raised by actions, caught by doors (422 on a page, 409 in the API).
    """
