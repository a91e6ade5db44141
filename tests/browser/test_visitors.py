"""A visitor's uploads stay theirs, whatever cookies other sites and programs of the same host leave in the browser."""

from tests.browser.seeing import settle
from tests.browser.test_add import add, note

ODD = ["flag", 'g_state={"i_l":0}', "naïve=café", "majlis=junk; path=/meetings", 'quoted="a']


def test_uploads_survive_the_cookies_of_others(visitor, app_url):
    page = visitor
    add(page, app_url, [note("talks.txt", "The foreign ministers of Egypt and Qatar met in Cairo on 3 May 2023.")])
    page.get_by_role("button", name="Keep 1 article").click()
    page.get_by_text("Only you see them").wait_for()
    page.evaluate("odd => odd.forEach(cookie => { document.cookie = cookie })", ODD)
    assert len(page.evaluate("() => document.cookie").split(";")) >= 4
    for _ in range(2):  # the second time with what the first answer left in the browser
        page.goto(f"{app_url}/meetings?country=Qatar")
        settle(page, chart=True)
        assert page.locator(".st-key-card-timeline h2").inner_text().startswith("Egypt and Qatar")
