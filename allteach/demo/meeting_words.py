"""What is said at the sessions and calls of the story."""

from dataclasses import dataclass

ROOMS = ("Lakeside Hall, Toronto", "Pinewood Centre, Ottawa", "Lakeside Hall, Toronto", "Harbour House, London")
CALL_LINK = "https://calls.steady-sugar.example/all-teams"
MATERIALS = (
    ("Slides of both days", "https://files.steady-sugar.example/slides"),
    ("Exercise: testing small", "https://files.steady-sugar.example/exercise"),
)
TOPICS = (
    "How do you find ten minutes for a goal card?",
    "Counting once a month without a sore head",
    "Feet: who looks, and when",
    "What the receptionist can do",
    "A patient partner chairs a huddle",
    "Evening groups: why nobody came, and what we do now",
    "Text messages and landlines",
    "From one clinician to all",
    "Standing orders for kidney tests",
    "What we stopped doing",
    "Keeping it when people leave",
)
ASKS = (
    "Who has a goal card in Punjabi?",
    "How do you get the eye clinic to answer?",
    "Who does foot checks without a podiatrist?",
    "How do you count patients seen elsewhere?",
    "Has anybody a script for the first call?",
    "How often does your sponsor come to a huddle?",
    "Who trained the front desk, and how long did it take?",
)
RESULTS = (
    "More goals on cards than last month",
    "Foot checks go up, slowly",
    "Nothing moved, and we know why",
    "First month with every number in",
    "Fewer tests missing at the visit",
    "Blood pressure is taken in every room",
)
TESTS = (
    "Card given by the nurse before the visit (adapt)",
    "Shoes off while waiting (adopt)",
    "A call a week before the visit (repeat)",
    "Group visit in the evening (abandon)",
    "List of missing tests at the huddle (adopt)",
)
PROMISES = (
    "Send the interpreter’s card to everybody",
    "Ask the eye clinic for one telephone number",
    "Put the foot-check script with the ideas",
    "Pair two teams that count by hand",
    "Write to the sponsors about protected time",
)
MINUTES = (
    "Roll call, then the charts of all teams. {topic} was the topic; three teams said what they do.\n\n"
    "Most of the round was about time: those who gave the card to the nurse had it, those who kept it with the doctor "
    "had not. What was asked and not answered went to the coaches."
)
KEEP = ("Team time", "The storyboards", "Patients who speak first", "Small groups", "Tables by role")
CHANGE = ("Shorter talks", "More time for the second team time", "A warmer room", "Fewer slides", "Start at nine")
NEEDS = ("A seat near the door", "Large print", "A hearing loop", "A quiet room at midday")
FOODS = ("No nuts", "Vegetarian", "Halal", "")
SHOWS = ("Huddles that last seven minutes", "A front desk that knows the list")
HUDDLES = (
    (
        "Goal cards",
        "The card takes too long in the doctor’s room. The nurse gives it before the visit.",
        "Ask me first what I want to talk about.",
    ),
    (
        "Foot checks",
        "Shoes off while waiting worked on Tuesday. We do it for a week.",
        "Nobody minded, once they knew why.",
    ),
    ("The month’s numbers", "Two charts moved. We keep the list at the morning huddle.", ""),
    (
        "Who is missing",
        "People who work in the day cannot come. We try one evening.",
        "Say it in the shop.",
    ),
)
# What they talked about, from whose perspective it was raised, and how many minutes it took.
HUDDLE_POINTS = (
    ("How the card goes", "clinician", 15),
    ("What people say at the door", "patient", 10),
    ("Who calls the day before", "administration", 10),
    ("The month’s list", "analyst", 8),
)
HUDDLE_DECISIONS = (
    "The nurse gives the card before the visit, until the next meeting.",
    "We go on for one more week before we change anything.",
    "Nothing: we ran out of time. It comes first next time.",
)
HUDDLE_PROMISES = (
    "Print twenty cards",
    "Ask the night clinic for a room",
    "Count last week’s cards",
    "Tell the new receptionist why shoes come off",
)


@dataclass(frozen=True)
class FirstTest:
    """What a team writes down in its time at a session, and what comes of it within two weeks."""

    idea: str
    title: str
    prediction: str
    promise: str
    observations: str = ""
    learned: str = ""
    outcome: str = "as_predicted"
    decision: str = "adopt"
    rationale: str = ""


FIRST_TESTS = (  # By session, in the order of the teams that plan there.
    (
        FirstTest(
            "Goal card with confidence from 0 to 10",
            "One goal card on Tuesday",
            "It takes six minutes",
            "Ask one patient on Monday whether they would like to",
            "Eight minutes, and a goal about a granddaughter’s wedding.",
            "The question about confidence is the one that starts the talk.",
            "worse",
            "adapt",
            "Two questions fewer, and three patients next week",
        ),
        FirstTest(
            "Pre-visit list of laboratory tests",
            "Call three patients before their visit",
            "Two of three come with their result",
            "Get the list from the record by Friday",
            "Three of three.",
            "Nobody had told them that the test comes first.",
            "better",
            "adapt",
            "Ten patients, and the front desk calls",
        ),
    ),
    (
        FirstTest(
            "Prompt in the flowsheet",
            "A note in five records: feet are due",
            "Three of five are seen",
            "Write the notes on Monday",
            "Four of five were seen.",
            "It has to say who does it.",
            "better",
            "adopt",
            "Small, and it helps on a busy day",
        ),
        FirstTest(
            "Recall by text message",
            "Ten texts to people who were not seen for a year",
            "Four of ten book",
            "Ask the clerk for ten numbers",
        ),
        FirstTest(
            "Foot check by the assistant at rooming",
            "Shoes off for the first two patients of a morning",
            "Both feet of both are seen",
            "Bring two stools from the store",
            "Both were seen. One more asked for it.",
            "A stool is all it takes.",
            "as_predicted",
            "adopt",
            "It costs nothing and nobody minds",
        ),
    ),
    (
        FirstTest(
            "Prompt in the flowsheet",
            "The prompt in new words, one clinician",
            "Six of ten prompts are acted on",
            "Sit with the person who changes the record",
            "Seven of ten.",
            "Say what to do, not what is missing.",
            "better",
            "adopt",
            "The old wording was closed without reading",
        ),
        FirstTest(
            "Pharmacist adjusts doses by protocol",
            "The pharmacist calls one patient after a change",
            "The call takes ten minutes",
            "Agree the words of the call with the pharmacist",
            "Six minutes, and one wrong dose found.",
            "Patients say more on the phone than at the counter.",
            "better",
            "adopt",
            "It is safer",
        ),
        FirstTest(
            "Retinal camera day with transport",
            "Ask ten people what keeps them from the eye clinic",
            "Half say that it is too far",
            "Print the list of who missed it",
            "Eight of ten said that it is too far.",
            "The bus stops at noon.",
            "worse",
            "adapt",
            "Ask the volunteers for two mornings",
        ),
    ),
    (
        FirstTest(
            "Goal card with confidence from 0 to 10",
            "A new nurse learns the card from its page alone",
            "She can do it after one visit",
            "Put the page where a new nurse finds it",
            "After two visits. The page lacked the interpreter.",
            "Somebody new is the best reader of a page.",
            "worse",
            "adapt",
            "Add the interpreter, and try with the next who begins",
        ),
        FirstTest(
            "Foot check by the assistant at rooming",
            "A week of foot checks without the lead nurse",
            "Nine of ten are seen all the same",
            "Tell the assistants whom to ask",
            "Nine of ten.",
            "It does not hang on one person any more.",
            "as_predicted",
            "adopt",
            "It holds",
        ),
    ),
)
