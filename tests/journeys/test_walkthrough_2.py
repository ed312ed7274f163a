"""A practice applies, is accepted, forms its team with a paid partner, does its pre-work, prints a storyboard."""

import re
import sqlite3
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.accessibility import problems_of

PRACTICE, TEAM = "Sunnybrook Lane Clinic", "Sunnybrook Lane"
NEWCOMER = "noor@practice.example"


def sign_in_as(page, name):
    """Through the cast on the sign-in page of the demo."""
    page.goto("/accounts/login/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.wait_for_url("/")


def code_in_the_mail(site):
    """The newest code that was sent to the newcomer."""
    found = [text for text in site.mails() if NEWCOMER in text and "your code is" in text]
    return re.search(r"your code is (\d{6})", found[-1])[1]


def the_round_ends(site):
    """Weeks pass: the last day to apply was yesterday."""
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    with sqlite3.connect(site.folder / "allteach.sqlite3", timeout=30) as database:
        database.execute("UPDATE collaboratives_recruitment SET closes_on = ? WHERE number = 2", [yesterday])


def save(page):
    page.get_by_role("button", name="Save and go on").click()


def write_about_the_team(page):
    """Three disciplines, and a partner who is paid; the first people are who they are, the lead writes."""
    page.get_by_label("What the team should be called").fill(TEAM)
    people = (
        ("Noor Haidari", "team_lead", "Nurse practitioner", NEWCOMER, "4"),
        ("Lee Park", "clinical_lead", "Physician", "lee@practice.example", "2"),
        ("Mo Dube", "data_lead", "Administrator", "mo@practice.example", "2"),
        ("Ruth Amos", "partner", "", "ruth@practice.example", "2"),
    )
    for position, (name, role, discipline, email, hours) in enumerate(people, start=1):
        page.locator(f"#id_person_{position}_name").fill(name)
        page.locator(f"#id_person_{position}_role").select_option(role)
        page.locator(f"#id_person_{position}_discipline").fill(discipline)
        page.locator(f"#id_person_{position}_email").fill(email)
        page.locator(f"#id_person_{position}_hours").fill(hours)
    page.get_by_label("Senior sponsor").fill("Sam Osei")


def apply(page, site):
    """From the public page to the application that is sent."""
    page.goto("/join/")
    assert problems_of(page) == []
    page.get_by_role("link", name="Read about it").click()
    expect(page.get_by_role("heading", level=1, name="Ontario Steady Sugar")).to_be_visible()
    assert problems_of(page) == []
    page.get_by_role("link", name="Apply", exact=True).click()
    page.get_by_label("Your name").fill("Noor Haidari")
    page.get_by_label("Your e-mail address").fill(NEWCOMER)
    page.get_by_label("What is your practice or organisation called?").fill(PRACTICE)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_text(f"We sent a code to {NEWCOMER}").wait_for()
    page.get_by_label("Code").fill(code_in_the_mail(site))
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("You are in.").wait_for()
    assert problems_of(page) == []

    page.get_by_role("link", name=re.compile("Your practice")).first.click()
    page.get_by_label("Kind of practice").fill("Community health centre")
    page.get_by_label("Registered patients").fill("about 6,000")
    page.get_by_label("Clinicians").fill("6")
    save(page)
    expect(page.get_by_text("Write a whole number, for example 12.").first).to_be_visible()
    expect(page.get_by_label("Registered patients")).to_have_value("about 6,000")
    assert problems_of(page) == []
    page.get_by_label("Registered patients").fill("6000")
    save(page)
    page.get_by_text("Part 2 of 5").wait_for()
    write_about_the_team(page)
    page.get_by_role("button", name="Save for later").click()
    page.get_by_role("link", name="They signed on paper").click()
    page.get_by_role("button", name="Record it").click()
    page.get_by_text("Signed by Sam Osei on paper").wait_for()

    page.get_by_role("link", name=re.compile("Why, and for whom")).click()
    page.get_by_label("Why now").fill("Our patients told us that they wait, and that nobody asks what matters to them.")
    page.get_by_label("Population of focus").fill("Adults with type 2 diabetes")
    page.get_by_label("About how many people").fill("24")
    save(page)
    page.get_by_text("Part 4 of 5").wait_for()
    page.get_by_role("radio", name="Yes").first.check()
    page.get_by_role("radio", name="With some work").last.check()
    save(page)
    page.get_by_text("Part 5 of 5").wait_for()
    for box in page.get_by_role("checkbox").all():
        box.check()
    save(page)
    expect(page.get_by_text("With fewer than 30 people")).to_be_visible()
    assert problems_of(page) == []
    page.get_by_role("button", name="Send it").click()
    page.get_by_text("It is sent. We have written to you").wait_for()


def select(page):
    """The director reads, accepts with help, and announces."""
    sign_in_as(page, "Esi")
    page.goto("/spaces/steady-sugar/applications/")
    assert problems_of(page) == []
    page.get_by_role("link", name=PRACTICE).click()
    page.get_by_role("link", name="Decide").click()
    page.get_by_label("Accept with support").check()
    page.get_by_label("Reasons").fill("Small, and led by what patients say")
    page.get_by_label("Help that is promised").fill("A day with the data lead in the first month.")
    assert problems_of(page) == []
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Announce the decisions").click()
    page.get_by_text("One practice is told by mail.").wait_for()


def enter_the_baseline(page, home):
    """Three months from before the first session, of one measure: what the practice could find."""
    for back in (14, 13, 12):
        year, month = divmod(timezone.localdate().year * 12 + timezone.localdate().month - 1 - back, 12)
        page.goto(f"{home}values/{year}-{month + 1:02d}/")
        boxes = page.locator('tr[data-measure="HbA1c test, 6 months"] input[data-field]')
        boxes.first.fill("14")
        boxes.last.fill("24")
        assert problems_of(page) == []
        page.get_by_role("button", name=re.compile("^Send ")).click()
        expect(page.get_by_text(re.compile(r"is sent\. Thank you\."))).to_be_visible()


def test_a_practice_applies_forms_its_team_does_its_pre_work_and_prints_a_storyboard(visit, demo_site):
    practice = visit()
    apply(practice, demo_site)
    the_round_ends(demo_site)
    director = visit()
    select(director)

    practice.goto("/")
    practice.get_by_role("main").get_by_role("link", name="Answer").click()
    expect(practice.get_by_text("A day with the data lead in the first month.")).to_be_visible()
    assert problems_of(practice) == []
    practice.get_by_role("button", name="Sign both, and take the place").click()
    practice.get_by_text("The place is yours.").wait_for()

    director.get_by_role("link", name=PRACTICE).click()
    director.get_by_role("link", name="Make the team").click()
    director.get_by_label("Who coaches the team?").select_option(label="Dana Moreau")
    assert problems_of(director) == []
    director.get_by_role("button", name="Make the team").click()
    director.get_by_role("heading", level=1, name=TEAM).wait_for()
    director.get_by_role("navigation").get_by_role("link", name="People").first.click()
    expect(director.get_by_text("Ruth Amos").first).to_be_visible()
    home = f"/teams/{TEAM.lower().replace(' ', '-')}/"

    practice.goto(f"{home}prework/")
    expect(practice.get_by_role("progressbar", name="0 of 11 signed off")).to_be_visible()
    expect(practice.get_by_text("Patient partner: invited")).to_be_visible()
    assert problems_of(practice) == []
    practice.goto(f"{home}maps/now/draw/")
    practice.locator("#id_name").fill("A diabetes visit, from check-in to the door")
    for number, words in enumerate(("Check-in", "The nurse asks for the goal", "The door"), start=1):
        practice.locator(f"#id_words_{number}").fill(words)
    practice.get_by_role("button", name="Save the map").first.click()
    practice.wait_for_url(lambda address: "/draw/" not in address)
    practice.goto(f"{home}readiness/review/")
    for question in practice.get_by_role("group").filter(has=practice.get_by_label("Mostly")).all():
        question.get_by_label("Mostly").check()
    practice.locator("#id_outcome_0").check()
    practice.get_by_role("button", name="Save").click()
    practice.get_by_text("Reviewed on").wait_for()
    assert problems_of(practice) == []

    enter_the_baseline(practice, home)

    coach = visit()
    sign_in_as(coach, "Dana")
    coach.goto(f"{home}prework/")
    expect(coach.get_by_text(re.compile("3 months from before: 1 of [0-9]+ core measures"))).to_be_visible()
    expect(coach.get_by_text("A map with 3 steps")).to_be_visible()
    coach.goto(f"{home}prework/process_map/sign-off/")
    assert problems_of(coach) == []
    coach.get_by_label("What you saw").fill("Walked with a patient, on a Tuesday")
    coach.get_by_role("button", name="Sign it off").click()
    coach.get_by_role("progressbar", name="1 of 11 signed off").wait_for()

    practice.goto(f"{home}storyboards/")
    assert problems_of(practice) == []
    practice.goto(f"{home}storyboards/4/")
    expect(practice.get_by_text(TEAM).first).to_be_visible()
    with practice.expect_download() as taken:
        practice.get_by_role("link", name=re.compile("A1|A3")).first.click()
    assert taken.value.suggested_filename.endswith(".pdf")
