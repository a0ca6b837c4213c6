import pytest

from people.link import is_https_link


@pytest.mark.parametrize(
    "link",
    [
        "https://www.sandviken.se",
        "https://polisen.se/a/b?c=d#e",
        "https://xn--fo-5ja.se:443/",
        "https://å.se/ö",
    ],
)
def test_an_https_address_may_be_shown(link: str) -> None:
    assert is_https_link(link)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sandviken.se",
        "http://sandviken.se",
        "https://",
        "https://localhost",
        "https://sandviken.se and more",
        "https://sandviken.se\n.example",
        "https://sandviken.se@example.org",
        "https://sandviken.se:99999",
        "https://[sandviken.se",
        "javascript:alert(1)",
        "tg://user?id=1",
        "https://sandviken.se/" + "a" * 2000,
    ],
)
def test_anything_else_may_not(text: str) -> None:
    assert not is_https_link(text)
