"""Signing in: as everybody, with the second factor, for the first time."""

from uuid import uuid4

from browser.everypage.eyes import Eyes, Sight, seen, sent


def newcomer(eyes: Eyes) -> None:
    """The first sign-in of somebody whose phone is not known yet: the page that asks for their word."""
    if "newcomer" not in eyes.known:
        eyes.known["newcomer"] = f"xinlai-{uuid4().hex[:6]}"
        told = {"username": eyes.known["newcomer"], "name": "新来的"}
        page = eyes.others("anquan").send("/people/", "/people/register/", **told).page
        eyes.known["password"], eyes.known["word"] = page.locator("dd code").all_inner_texts()
    eyes.page.context.clear_cookies(name="sessionid")
    eyes.send("/sign-in/", "/sign-in/", username=eyes.known["newcomer"], password=eyes.known["password"])


def phone(eyes: Eyes) -> None:
    """The page with the picture to scan; the word is good once, so one sign-in shows it in both languages."""
    if "phone" in eyes.known:
        eyes.at("/sign-in/enrol/")
        return
    newcomer(eyes)
    eyes.send("", "/sign-in/enrol/", word=eyes.known["word"])
    eyes.known["phone"] = "shown"


def second(eyes: Eyes) -> None:
    eyes.page.context.clear_cookies(name="sessionid")
    eyes.at("/sign-in/").page.locator("[data-sample-town] summary").click()
    with eyes.page.expect_navigation():
        eyes.page.locator("[data-sample-town] form button").first.click()


SIGNING_IN: tuple[Sight, ...] = (
    seen("sign-in", "", "/sign-in/", "accounts:sign_in"),
    seen("sign-in-left", "", "/sign-in/?done=everywhere"),
    sent("sign-in-blank-refused", "", "/sign-in/", "/sign-in/", username="", password=""),
    sent("sign-in-wrong", "", "/sign-in/", "/sign-in/", username="nobody", password="wrong"),
    Sight("second", "-second", second, ("accounts:second",)),
    Sight("enrol", "-newcomer", newcomer, ("accounts:enrol",)),
    Sight(
        "enrol-wrong",
        "-newcomer",
        lambda eyes: (newcomer(eyes), eyes.send("", "/sign-in/enrol/", word="wrong")),
    ),
    Sight("enrol-phone", "-phone", phone),
)
