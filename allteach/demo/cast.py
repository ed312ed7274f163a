"""Who is in the demo, by name. Those with an address may sign in; people of the same names play in the tests.

The other members of the teams are drawn from the lists below.
"""

from dataclasses import dataclass

from allteach.spaces.roles import Role


@dataclass(frozen=True)
class Player:
    """Somebody who may sign in."""

    key: str
    name: str
    about: str
    place: str = ""  # Slug of the space.
    role: str = ""
    perspective: str = ""
    discipline: str = ""
    is_staff: bool = False

    @property
    def email(self) -> str:
        """An address at a place that no mail leaves for."""
        return f"{self.key}@steady-sugar.example"


PLAYERS = (
    Player(
        "amina",
        "Amina Yusuf",
        "Leads the team at Maple Gate",
        "maple-gate",
        Role.TEAM_LEAD,
        "clinician",
        "Nurse practitioner",
    ),
    Player("ben", "Ben Tremblay", "Patient partner at Maple Gate", "maple-gate", Role.PARTNER, "patient"),
    Player(
        "chidi",
        "Chidi Okafor",
        "Nurse in the team at Riverbend",
        "riverbend",
        Role.TEAM_MEMBER,
        "clinician",
        "Registered nurse",
    ),
    Player("dana", "Dana Moreau", "Coach of ten teams", "steady-sugar", Role.COACH, "improvement"),
    Player("esi", "Esi Okello", "Directs Ontario Steady Sugar", "steady-sugar", Role.DIRECTOR, "improvement"),
    Player(
        "farah",
        "Farah Haddad",
        "Leads a team in another collaborative",
        "north-ward",
        Role.TEAM_LEAD,
        "clinician",
        "Charge nurse",
    ),
    Player("gil", "Gil Rosen", "Improvement adviser", "steady-sugar", Role.IMPROVEMENT_ADVISER, "analyst"),
    Player("hana", "Hana Sato", "Sponsor of Maple Gate", "maple-gate", Role.SPONSOR, "manager"),
    Player("ida", "Ida Lindqvist", "Directs Cleaner Hands", "cleaner-hands", Role.DIRECTOR, "improvement"),
    Player("jon", "Jon Price", "Runs this installation", is_staff=True),
    Player("lou", "Lou Fraser", "Coach who has no team yet", "steady-sugar", Role.COACH, "improvement"),
    Player("kai", "Kai Nguyen", "Has just joined, and is in no space yet"),
)

COACHES = ("Dana Moreau", "Joseph Adeyemi", "Leila Haddad", "Marc Gagnon")
COACHES_PERSPECTIVES = ("improvement", "improvement", "patient", "improvement")

FIRST_NAMES = [
    "Aisha",
    "Alain",
    "Anita",
    "Arjun",
    "Bea",
    "Caleb",
    "Carmen",
    "Chloe",
    "Daniel",
    "Deepa",
    "Elena",
    "Emil",
    "Fatima",
    "Felix",
    "Gita",
    "Hugo",
    "Ines",
    "Ivan",
    "Jade",
    "Jonas",
    "Kofi",
    "Lena",
    "Liam",
    "Lucia",
    "Mai",
    "Malik",
    "Maya",
    "Mira",
    "Nadia",
    "Nils",
    "Noor",
    "Olga",
    "Omar",
    "Paula",
    "Pearl",
    "Quinn",
    "Rosa",
    "Ruth",
    "Sami",
    "Sara",
    "Simon",
    "Sofia",
    "Tara",
    "Theo",
    "Tomas",
    "Uma",
    "Vera",
    "Wade",
    "Yara",
    "Zoe",
]
LAST_NAMES = [
    "Abbott",
    "Agarwal",
    "Baker",
    "Belanger",
    "Bouchard",
    "Brandt",
    "Campbell",
    "Carter",
    "Chen",
    "Cote",
    "Cruz",
    "Dubois",
    "Evans",
    "Farah",
    "Fischer",
    "Fraser",
    "Gauthier",
    "Grant",
    "Hall",
    "Ibrahim",
    "Jensen",
    "Kaur",
    "Khan",
    "Kim",
    "Lavoie",
    "Leblanc",
    "Lee",
    "Marsh",
    "Martin",
    "Mensah",
    "Morin",
    "Nowak",
    "Ortiz",
    "Patel",
    "Pelletier",
    "Ramos",
    "Reid",
    "Roy",
    "Santos",
    "Shah",
    "Simard",
    "Singh",
    "Smith",
    "Stone",
    "Taylor",
    "Thomas",
    "Vargas",
    "Walker",
    "Wong",
    "Young",
]
DISCIPLINES = (
    (("Physician",), 30),
    (("Nurse practitioner",), 18),
    (("Registered nurse",), 41),
    (("Pharmacist",), 16),
    (("Dietitian",), 17),
    (("Social worker",), 6),
    (("Administrator",), 30),
    (("Improvement specialist",), 10),
)
