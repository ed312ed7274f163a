"""A month's end: counts pasted, the report mostly there, two scores apart and one released, the call held.

The report is ready to send in at most eight actions after the numbers; the sponsor is told without a password.
"""

import re
import time
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.accessibility import problems_of
from tests.journeys.acting import Hand
from tests.journeys.test_reporting import COPIED

MOST_FOR_NUMBERS = 5
MOST_FOR_REPORT = 8
MINUTES = "Maple Gate shows the card. Riverbend asks for Saturdays."
LEARNT = "The card with the interpreter takes six minutes, not eight."


def sign_in(page, name):
    """Through the cast on the sign-in page of the demo, whoever was there before."""
    page.context.clear_cookies()
    page.goto("/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.wait_for_url("/")


def last_month() -> date:
    """The first day of the month that is over."""
    return (date.today().replace(day=1) - timedelta(days=1)).replace(day=1)


def paste_the_numbers(page):
    """Ten numbers with the clipboard, from the desk to "Thank you"."""
    hand = Hand(page)
    hand.click(page.get_by_role("main").get_by_role("link", name=" for Maple Gate").first)
    page.locator("input[data-field]").first.focus()
    hand.paste(COPIED)
    expect(page.get_by_text("10 of 14 in.")).to_be_visible()
    hand.click(page.get_by_role("button", name=re.compile("^Send ")))
    expect(page.get_by_text(re.compile(r"is sent\. Thank you\."))).to_be_visible()
    assert len(hand.actions) <= MOST_FOR_NUMBERS


def send_the_report(page):
    """From the desk: what only the team can say; the record and the plan stand there already."""
    hand = Hand(page)
    page.goto("/")
    expect(page.get_by_role("link", name=re.compile("^Report of .* for Maple Gate$")).first).to_be_visible()
    hand.click(page.get_by_role("link", name=re.compile("^Write (on|it)")).first)
    page.get_by_role("heading", name="What only you can say").wait_for()
    assert problems_of(page) == []
    assert page.get_by_label("Line 1: what you will try").input_value() != ""
    hand.fill(page.get_by_label("What did you learn?"), LEARNT)
    hand.fill(page.get_by_label(re.compile("^Where are you stuck")), "On Saturdays no nurse knows the card.")
    hand.fill(page.get_by_label(re.compile("^What could you show others")), "We can show the card in two languages.")
    page.get_by_text(re.compile("^Kept at .* as you typed")).wait_for()
    hand.click(page.get_by_role("button", name="Send the report"))
    expect(page.get_by_text(re.compile(r"is sent\. Thank you\."))).to_be_visible()
    assert len(hand.actions) <= MOST_FOR_REPORT
    expect(page.get_by_text(LEARNT)).to_be_visible()
    assert problems_of(page) == []


def read_and_reply(page):
    """The director finds what is new, reads it and replies beside a part."""
    sign_in(page, "Esi")
    page.goto("/spaces/steady-sugar/reports/")
    page.get_by_role("main").get_by_role("link", name=re.compile("^New to you")).click()
    assert problems_of(page) == []
    page.get_by_role("main").get_by_role("link", name="Maple Gate").click()
    expect(page.get_by_text(LEARNT)).to_be_visible()
    stuck = page.get_by_role("region", name="Where the team is stuck")
    stuck.get_by_text("Reply here").click()
    stuck.get_by_label("Your reply").fill("Riverbend has a nurse on Saturdays. Shall I ask?")
    assert problems_of(page) == []
    stuck.get_by_role("button", name=re.compile("^Send the reply")).click()
    expect(page.get_by_text("Your reply stands beside it, and the team is told.")).to_be_visible()


def score_apart(page, month):
    """Director and adviser each say a step, unseen by the other; then one score, with its reasons, is released."""
    address = f"/teams/maple-gate/scores/{month:%Y-%m}/"
    page.goto(address)
    assert problems_of(page) == []
    page.get_by_role("radio", name=re.compile("^3.0|^3,0|Modest")).first.check()
    page.get_by_role("button", name="Save my score").click()
    page.wait_for_url(re.compile("/spaces/steady-sugar/scores/"))
    sign_in(page, "Gil")
    page.goto(address)
    assert page.get_by_text("Both scores are in").count() == 0
    page.get_by_role("radio", name=re.compile("^2.5|^2,5")).first.check()
    page.get_by_role("button", name="Save my score").click()
    page.wait_for_url(re.compile("/spaces/steady-sugar/scores/"))
    page.goto(address)
    page.get_by_role("link", name="Agree on one score").click()
    page.get_by_role("radio", name=re.compile("^4.0")).first.check()  # Lower than before would need a reason.
    page.get_by_label("Why this score?").fill("Six months in a row above the median, and the change is kept.")
    page.get_by_label("What would help the team to the next step?").fill("Tests on every part of the package.")
    assert problems_of(page) == []
    page.get_by_role("button", name="Release it to the team").click()
    page.wait_for_url(re.compile("/spaces/steady-sugar/scores/"))
    sign_in(page, "Amina")
    page.goto("/teams/maple-gate/scores/")
    expect(page.get_by_text("Six months in a row above the median").first).to_be_visible()
    assert problems_of(page) == []


def hold_the_call(page, month):
    """Roll call, and minutes that every team reads."""
    sign_in(page, "Esi")
    page.goto("/spaces/steady-sugar/meetings/")
    make = page.get_by_role("button", name="Make them from the calendar")
    if make.count():
        make.click()
    page.get_by_role("main").get_by_role("link", name=f"Call of {month:%B %Y}").first.click()
    call = page.url
    page.get_by_role("link", name="Run the call").click()
    page.get_by_role("checkbox", name="Maple Gate").check()
    page.get_by_role("checkbox", name="Riverbend").check()
    page.get_by_role("button", name="Save the roll").click()
    expect(page.get_by_role("checkbox", name="Riverbend")).to_be_checked()
    minutes = page.get_by_role("region", name="Minutes")
    minutes.get_by_role("textbox").fill(MINUTES)
    page.get_by_role("button", name="Save the minutes").click()
    expect(page.get_by_text("The minutes are saved.")).to_be_visible()
    assert problems_of(page) == []
    post = page.get_by_role("button", name="Post them to everybody")
    if post.count():  # Those of the story may be posted already, and are put right.
        post.click()
        expect(page.get_by_text("The minutes are posted, and everybody is told.")).to_be_visible()
    sign_in(page, "Amina")
    page.goto(call)
    expect(page.get_by_text(MINUTES)).to_be_visible()


def mail_with(page, words) -> str:
    """The mail that says this, read where the demo keeps its mail; the worker needs a moment to send it."""
    for _ in range(40):
        page.goto("/mail/")
        found = page.get_by_role("link", name=re.compile(words))
        if found.count():
            found.first.click()
            return page.get_by_role("main").inner_text()
        time.sleep(0.5)
    raise AssertionError(f"no mail says {words}")


def test_a_month_ends_with_numbers_a_report_a_score_and_a_call(visit):
    page = visit()
    sign_in(page, "Amina")
    paste_the_numbers(page)
    send_the_report(page)

    read_and_reply(page)
    mail_with(page, "replied to your report")
    score_apart(page, last_month())
    hold_the_call(page, last_month())


def test_a_report_is_written_and_sent_without_javascript(visit):
    page = visit(javascript=False)
    sign_in(page, "Amina")
    page.goto(f"/teams/maple-gate/reports/{last_month():%Y-%m}/write/")

    page.get_by_label("What did you learn?").fill(LEARNT)
    page.get_by_role("button", name="Keep it for later").click()
    expect(page.get_by_text("Kept as it stands.")).to_be_visible()
    page.get_by_role("button", name="Send the report").click()

    expect(page.get_by_text(re.compile(r"is sent\. Thank you\."))).to_be_visible()


def test_a_sponsor_answers_from_the_mail_without_a_password(visit):
    page = visit()
    sign_in(page, "Amina")
    month = last_month()
    page.goto(f"/teams/maple-gate/sponsor/{month:%Y-%m}/write/")
    if not page.get_by_label("What is in the way most").count():
        page.goto(f"/teams/maple-gate/sponsor/{date.today():%Y-%m}/write/")
    page.get_by_label("What is in the way most").fill("The printer is two floors up.")
    page.get_by_label("The decision you want from your sponsor").fill("May we have one in the corridor?")
    assert problems_of(page) == []
    page.get_by_role("button", name="Send it to the sponsor").click()
    expect(page.get_by_text("on its way to your sponsor")).to_be_visible()
    [link] = set(re.findall(r"http\S+/for-sponsors/\S+", mail_with(page, "asks you for a decision")))

    stranger = visit(width=390)
    stranger.goto(link)
    expect(stranger).to_have_url(re.compile("/for-sponsors/$"))
    assert problems_of(stranger) == []
    stranger.get_by_role("radio", name="I will do this").check()
    stranger.get_by_label("In your words").fill("It stands there by Friday.")
    stranger.get_by_label("By when").fill((date.today() + timedelta(days=7)).isoformat())
    stranger.get_by_role("button", name="Answer the team").click()
    expect(stranger.get_by_text("The team and its coach are told.")).to_be_visible()

    sign_in(page, "Amina")
    page.goto("/teams/maple-gate/sponsor/")
    expect(page.get_by_text("Promised").first).to_be_visible()
    assert problems_of(page) == []
