"""Addresses that a page of Majlis leads to."""

import pandas as pd
import pytest

from lib.ui.shell.views import outward, readable


@pytest.mark.parametrize("url", ["https://a.example/x", "HTTP://A.example"])
def test_a_page_of_the_web_may_be_led_to(url):
    assert outward(url) == url


@pytest.mark.parametrize(
    "url", ["", None, "javascript:alert(1)//https://", "data:text/html,x", "www.a.example", "//a.example", " https://a", "file:///a"]
)  # fmt: skip
def test_nothing_else_is(url):
    assert outward(url) is None
    table = readable(pd.DataFrame({"url": [url, "https://a.example"]}), ["url"])
    assert table["Url"].tolist()[1] == "https://a.example"
    assert pd.isna(table["Url"].iloc[0])
