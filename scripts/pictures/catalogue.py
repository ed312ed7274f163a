"""Every picture of the guide and of README: who looks at which page, and what is done there first.

To take another, write a row in PICTURES.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Page

from scripts.progress import ROOT

FOLDER = ROOT / "docs" / "pictures"
DESK, PHONE = 1280, 390
TEAM, SPACE = "/teams/maple-gate/", "/spaces/steady-sugar/"
CHART = f"{TEAM}measures/self-management-goal-12-months/"
ALL_TEAMS = f"{SPACE}?measure=self-management-goal-12-months"
LAST_PASTED = "tr[data-measure^='Blood pressure recorded']"
AMINA, DANA, ESI = "Amina Yusuf", "Dana Moreau", "Esi Okello"
REMINDER = "October 2026 of Maple Gate"

COPIED = """Measure\tHow many\tOut of
HbA1c test, 6 months\t170\t199
Self-management goal, 12 months\t134\t199
Foot examination, 12 months\t62\t199
Eye examination, 24 months\t137\t199
Kidney tests, 12 months\t131\t199
Blood pressure recorded, 6 months\t182\t199"""

SHEET = """Ontario Steady Sugar: numbers of October 2026
Team,Measure,Month,How many,Out of
Maple Gate,"Foot examination, 12 months",2026-10,137,199
Riverbend,"Foot examination, 12 months",2026-10,88,151
Maple Gate,"Eye examination, 24 months",2026-10,138,199
Riverbend,"Eye examination, 24 months",2026-10,160,151
"""


@dataclass(frozen=True)
class Picture:
    """One picture: who looks at which page, what is done there first, and from which part to which it is shown."""

    name: str
    who: str
    address: str
    first: str = "main"
    last: str = ""
    do: Callable[[Page], object] = lambda _page: None
    width: int = DESK
    most: int = 900  # High.
    is_narrow: bool = False  # Only as wide as its parts.


def paste(page: Page) -> None:
    """Six rows, one of them odd."""
    page.evaluate(
        """text => {
          const pasted = new DataTransfer()
          pasted.setData('text/plain', text)
          const event = new ClipboardEvent('paste', {clipboardData: pasted, bubbles: true, cancelable: true})
          document.body.dispatchEvent(event)
        }""",
        COPIED,
    )
    page.get_by_text("Is it right?").wait_for()


def one_at_a_time(page: Page) -> None:
    """The second measure, filled."""
    page.get_by_role("link", name="One measure at a time").click()
    page.get_by_role("link", name="We do not have this one").click()
    how_many, out_of = page.locator("form[data-grid] input[data-field]").all()
    how_many.fill("134")
    out_of.fill("199")


def open_numbers(page: Page) -> None:
    """The table under a chart."""
    page.get_by_text("Show the numbers").first.click()


def record_an_agreement(page: Page) -> None:
    """The form, opened."""
    page.get_by_text("Record an agreement").first.click()


def begin(page: Page) -> None:
    """A name and a template."""
    page.locator("main form").get_by_role("textbox").first.fill("Sugar in the North")
    page.get_by_role("radio").first.check()


def import_a_file(page: Page) -> None:
    """A file, sent and read."""
    page.set_input_files("input[type=file]", {"name": "october.csv", "mimeType": "text/csv", "buffer": SHEET.encode()})
    page.get_by_role("button", name="Send it").click()
    work()
    page.reload()
    if page.get_by_role("link", name="columns").count():
        page.get_by_role("link", name="columns").first.click()


def check_a_file(page: Page) -> None:
    """The same, with its columns settled: what would happen, row by row."""
    import_a_file(page)
    page.locator("main form button[type=submit]").first.click()
    work()
    page.reload()


def start_a_test(page: Page) -> None:
    """Two lines."""
    page.get_by_label("What will you try?").fill("Foot check by the assistant at rooming")
    page.get_by_label("What do you think will happen?").fill("8 of 10 have their shoes off before the clinician comes")


def meeting(name: str, *links: str) -> Callable[[Page], None]:
    """From the list of sessions and calls to one of them, and further by its links."""

    def go(page: Page) -> None:
        page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()
        for words in links:
            page.get_by_role("main").get_by_role("link", name=words).first.click()

    return go


def note_a_meeting(page: Page) -> None:
    """Two who were there, and what was said."""
    for who in page.get_by_role("group", name="Who was there?").get_by_role("checkbox").all()[:2]:
        who.check()
    page.get_by_label("What was said and decided?").fill(
        "The nurse gives the card before the visit. We count for a week."
    )
    page.get_by_label("What the patient partner said").fill("Ask me first what I want to talk about.")


def plan_to_the_next(page: Page) -> None:
    """The first test of a plan."""
    meeting("Learning session 3", "Plan to the next session")(page)
    first = page.get_by_role("group", name="Test 1")
    first.get_by_label("What will you try?").fill("Foot check by the assistant at rooming")
    first.get_by_label("What do you think will happen?").fill("8 of 10 have their shoes off before the clinician comes")


def open_the_application(page: Page) -> None:
    """The one that is being written."""
    page.get_by_role("link", name="Open it").first.click()


def mail(about: str) -> Callable[[Page], None]:
    """A mail, by some of its subject: what is owed at this hour is sent first."""

    def go(page: Page) -> None:
        send_what_is_owed()
        page.reload()
        page.get_by_role("main").get_by_role("link", name=about).first.click()

    return go


def hear_less(page: Page) -> None:
    """From a mail to the page that its last link leads to."""
    mail(REMINDER)(page)
    address = page.locator("a[href*='/mail/no-more/']").first.get_attribute("href") or ""
    page.goto(urlsplit(address).path)


def work() -> None:
    """Do what a worker would do now."""
    from allteach.core.actions.work import work_off

    work_off()


def send_what_is_owed() -> None:
    """Write down and send the letters of this hour, as the clock and a worker would."""
    from django.utils import timezone

    from allteach.messaging import outbox

    outbox.write_reminders(timezone.now())
    outbox.deliver()


PICTURES = (
    # README, and the chapter of a team.
    Picture("team", AMINA, TEAM, first="body", most=1000),
    Picture("team-home", AMINA, "/", last=".at-grid"),
    Picture(
        "team-grid", AMINA, f"{TEAM}values/2026-10/", do=paste, last="tr[data-measure^='Blood pressure rec']", most=1200
    ),
    Picture("team-phone", AMINA, f"{TEAM}values/2026-10/", do=one_at_a_time, width=PHONE, first="form.at-one"),
    Picture("team-annotate", AMINA, f"{CHART}notes/new/", last="main form"),
    Picture("team-start", AMINA, f"{TEAM}cycles/new/", do=start_a_test, last="main form"),
    Picture("team-cycle", AMINA, f"{TEAM}cycles/5/"),
    Picture("team-close", AMINA, f"{TEAM}cycles/19/close/", last="main form", most=1000),
    # Whoever reads a chart.
    Picture("chart", AMINA, CHART, first="figure", is_narrow=True),
    Picture("chart-phone", AMINA, CHART, first="figure", width=PHONE, most=760),
    Picture("chart-numbers", AMINA, CHART, first="figure details", do=open_numbers, is_narrow=True, most=480),
    Picture(
        "all-teams", ESI, f"{SPACE}?measure=self-management-goal-12-months", first="figure", is_narrow=True, most=1200
    ),
    Picture("small-multiples", ESI, SPACE, first=".at-multiples", most=620),
    # A director.
    Picture("director-begin", ESI, "/spaces/new/", do=begin, last="main form"),
    Picture("director-charter", ESI, f"{SPACE}charter/"),
    Picture("joining-prospectus", ESI, "/join/steady-sugar/", most=900),
    Picture("joining-application", "Kai Nguyen", "/applications/", do=open_the_application, most=1000),
    Picture("joining-selection", ESI, f"{SPACE}applications/?round=1", most=1000),
    Picture("joining-prework", ESI, "/teams/silver-birch/prework/", most=1100),
    Picture("joining-stuck", ESI, f"{SPACE}prework/", most=900),
    Picture("director-calendar", ESI, f"{SPACE}calendar/", most=1100),
    Picture("director-teams", ESI, f"{SPACE}teams/", most=700),
    Picture("director-grid", ESI, f"{SPACE}grid/", most=1000),
    Picture("director-score", ESI, f"{TEAM}scores/2026-10/", most=1100),
    Picture("director-agree", ESI, "/teams/birch-lake/scores/2026-10/agree/", most=1100),
    Picture("director-scores", ESI, f"{SPACE}scores/", most=800),
    Picture("director-invite", ESI, "/spaces/maple-gate/people/invite/", last="main form"),
    Picture("director-agreements", ESI, f"{SPACE}agreements/", do=record_an_agreement, most=1000),
    Picture("director-define", ESI, f"{SPACE}measures/new/", most=800),
    Picture("director-target", ESI, f"{SPACE}measures/foot-examination-12-months/goal/"),
    Picture("director-thresholds", ESI, f"{SPACE}thresholds/", most=1000),
    Picture("director-collaborative", ESI, SPACE, first="body", most=1100),
    # A coach.
    Picture("coach-home", DANA, "/", last=".at-grid"),
    Picture("coach-test", DANA, f"{TEAM}cycles/", most=700),
    # A change that spreads, and is held.
    Picture("spread-map", AMINA, f"{TEAM}maps/now/", first="figure", is_narrow=True),
    Picture("spread-plan", AMINA, f"{TEAM}spread/1/", most=560),
    # The end of a month.
    Picture("month-write", AMINA, f"{TEAM}reports/2026-10/write/", most=1100),
    Picture("month-queue", ESI, f"{SPACE}reports/", most=900),
    Picture("month-report", ESI, "/teams/riverbend/reports/2026-08/", most=1100),
    Picture("month-sponsor", AMINA, f"{TEAM}sponsor/2026-06/", most=1000),
    Picture("coach-caseload", DANA, "/coaching/", most=1100),
    Picture("coach-caseload-phone", DANA, "/coaching/", width=PHONE, most=900),
    Picture("coach-contact", DANA, "/teams/kettle-creek/contacts/new/", last="main form"),
    Picture("coach-log", DANA, "/teams/kettle-creek/contacts/", most=1000),
    Picture("coach-visit", DANA, "/teams/kettle-creek/visits/new/", last="main form"),
    Picture("coach-circle", DANA, f"{SPACE}circle/", most=800),
    # Whoever brings files.
    Picture("storyboard", AMINA, f"{TEAM}storyboards/3/", first=".at-board", last=".at-board", most=1200),
    Picture("storyboard-write", AMINA, f"{TEAM}storyboards/4/write/", last="main form"),
    Picture("gallery", ESI, f"{SPACE}storyboards/3/", most=900),
    Picture("gallery-phone", ESI, f"{SPACE}storyboards/3/?show=wants", width=PHONE, most=900),
    Picture("leaflet", AMINA, f"{TEAM}leaflets/en-gb/", most=900),
    Picture("call-pack", ESI, f"{SPACE}call-pack/", most=1100),
    # Sessions and calls.
    Picture("meetings-list", ESI, f"{SPACE}meetings/", most=900),
    Picture("meetings-session", ESI, f"{SPACE}meetings/", do=meeting("Learning session 4"), most=1100),
    Picture(
        "meetings-register", AMINA, f"{SPACE}meetings/", do=meeting("Learning session 4", "Say who comes"), most=800
    ),
    Picture("meetings-topics", ESI, f"{SPACE}meetings/", do=meeting("Learning session 4", "Who shows what to whom")),
    Picture("meetings-plan", AMINA, f"{SPACE}meetings/", do=plan_to_the_next, most=1000),
    Picture("meetings-run", ESI, f"{SPACE}meetings/", do=meeting("Call of October 2026", "Run the call"), most=1400),
    Picture(
        "meetings-run-phone",
        ESI,
        f"{SPACE}meetings/",
        do=meeting("Call of October 2026", "Run the call"),
        width=PHONE,
        most=900,
    ),
    Picture("meetings-team", AMINA, f"{TEAM}meetings/new/", do=note_a_meeting, most=1000),
    Picture("import-columns", ESI, f"{SPACE}import/", do=import_a_file, most=900),
    Picture("import-checked", ESI, f"{SPACE}import/", do=check_a_file, most=900),
    # The congress.
    Picture("congress", ESI, f"{SPACE}congress/", most=900),
    Picture("congress-write", ESI, f"{SPACE}congress/results/write/", last="main form", most=1100),
    Picture("congress-draft", ESI, f"{SPACE}congress/results/", most=1300),
    Picture("congress-put-forward", AMINA, f"{SPACE}congress/put-forward/", width=PHONE, most=900),
    # Mail.
    Picture("mail-week", AMINA, "/mail/", do=mail("Your week on Allteach"), most=1100),
    Picture("mail-reminder", AMINA, "/mail/", do=mail(REMINDER), most=700),
    Picture("mail-choose", AMINA, "/me/mail/", most=760),
    Picture("mail-less", AMINA, "/mail/", do=hear_less, width=PHONE, most=600),
)
