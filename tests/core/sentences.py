"""Ordinary sentences, as teams write them about improvement: full of numbers, and of nobody."""

from random import Random

from allteach.core.periods import MONTHS

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
TEAMS = [
    "Ward 7",
    "Ward 12B",
    "Maple Gate",
    "the Riverside practice",
    "team 14",
    "Site A2",
    "Bay 3",
    "the ED",
    "B6 West",
]
MEASURES = ["HbA1c", "falls-harm", "M4", "NEWS2", "4AT", "SSI-30", "O2", "P1b", "BP", "C. diff", "MRSA", "eGFR", "A1c"]
CHANGES = ["huddle", "checklist v2", "bedside round", "text reminder", "standing order", "triage form", "phone call"]
ROLES = ["nurse", "pharmacist", "patient partner", "coach", "sponsor", "data lead", "physiotherapist", "GP", "clerk"]

PATTERNS = [
    "In {month} {year} we saw {n} of {d} people, {percent} %.",
    "{measure} fell from {percent}% to {percent2}% between {month} {year} and {month2} {year2}.",
    "Cycle {c} of the {change} ran on {day} {date} {month}, with {n} patients and one {role}.",
    "We meet on {day} at {time}, room {room}, until {date} {month2}.",
    "The learning session is on {iso} at {time}–{time2}, and the next on {slashed}.",
    "The {change} costs £{money}, or ${money2} for each of {n} teams.",
    "{team} reported {n}, {n2}, {n3} and {n4} for {quarter}; the median is {decimal}.",
    "Baseline: {n}/{d} ({percent} %), centre line {decimal}, limits {decimal2} to {decimal3}.",
    "We tested the {change} with {c}, then {n}, then {d} people, as the PDSA ramp {year}-{c} says.",
    "Of {thousands} attendances {thousands2} were seen within 4 hours ({decimal} %).",
    "The {role} now rings within {n} hours; before, it took {d} minutes or {decimal} days.",
    "Week {week}: {n} reports late, {n2} on time, {n3} missing.",
    "People aged {young} to {old} waited longest, those aged 90 and over {percent} % longer.",
    "Patients admitted between {date} {month} and {date2} {month2} {year} had {decimal} bed days each.",
    "The audit of all patients discharged in {month} {year} found {n} of {d} letters sent within 48 hours.",
    "Version {c}.{n}.{n2} of the form went live on {date} {month} {year} at {time}.",
    "See {measure} in the change package, page {n}, item {c}.{c2}, code {code}.",
    "Run of {c} points above the median ({decimal}), {n} crossings, {n2} expected at least.",
    "The chi-squared was {decimal} (p = 0.0{n}), 95 % CI {decimal2} to {decimal3}.",
    "Our ratio was {long}; rounded, {decimal}.",
    "Target: {percent} % by {date} {month} {year2}, now {percent2} %.",
    "Near Miss Reporting rose in {team} from {n} to {d} after the {change}.",
    "We moved the MS Teams call to {time}, and the Ms Excel sheet to the new grid.",
    "Babies born on or after 1 April {year} are counted in {quarter}, {n} in all.",
    "NHS number completeness was {percent} % in {month}, as was ethnicity ({percent2} %).",
    "DOB was missing on {n} of {d} labels, the address on {n2}.",
    "The budget is {spaced}, of which {thousands} is for backfill of {n} shifts.",
    "Grant {code}/{year} pays {money} for {c} coaches from {month} to {month2}.",
    "{n} of {d} steps of the bundle were done on {iso}; on {iso2} all {c}.",
    "We call people {n} days before, again {c} days before, and ask {c2} questions.",
    "The hundred-day rule: {n} patients had been in for over {old} days.",
    "Ward rounds begin at {time} and end by {time2}; {percent} % began within {n} minutes.",
    "At {team} {n} to {d} calls a day reach the desk, {thousands} in {quarter} {year}.",
    "Change no. {c}: {change}. Prediction: {measure} below {decimal} by {month}.",
    "The team discharged the action at its meeting on {date} {month} {year}.",
    "Nobody died on the pathway in {year}; {n} falls were reported, {c} with harm.",
    "We were admitted to the collaborative on {date} {month} {year}, with {d} other teams.",
    "Scores: {c}-{c2}, {n}-{n2}, {n3}-{n4}; range {big}-{big2}.",
    "DOI 10.1136/bmjqs-{year}-0{code5} describes the {change} in {n} hospitals.",
    "Réunion le {date} {month} à {time} : {n} équipes, {percent} % des données.",
]


def ordinary_sentences(count: int, seed: int) -> list[str]:
    """Return so many sentences, always the same for a seed."""
    random = Random(seed)

    def a_date() -> tuple[int, int, int]:
        return random.randint(2019, 2027), random.randint(1, 12), random.randint(1, 28)

    def one() -> str:
        small = [random.randint(0, 40) for _ in range(4)]
        isos = [f"{y}-{m:02}-{d:02}" for y, m, d in (a_date(), a_date())]
        year, month, day = a_date()
        return random.choice(PATTERNS).format(
            month=random.choice(MONTHS),
            month2=random.choice(MONTHS),
            year=random.randint(2018, 2026),
            year2=random.randint(2018, 2027),
            date=random.randint(1, 28),
            date2=random.randint(1, 28),
            day=random.choice(DAYS),
            n=small[0],
            n2=small[1],
            n3=small[2],
            n4=small[3],
            d=random.randint(20, 900),
            c=random.randint(1, 12),
            c2=random.randint(1, 12),
            percent=random.choice([random.randint(0, 100), round(random.uniform(0, 100), 1)]),
            percent2=random.choice([random.randint(0, 100), round(random.uniform(0, 100), 1)]),
            decimal=round(random.uniform(0, 120), random.randint(1, 4)),
            decimal2=round(random.uniform(0, 50), 2),
            decimal3=round(random.uniform(50, 99), 2),
            long=random.uniform(0, 5),
            time=f"{random.randint(7, 19)}:{random.choice(['00', '15', '30', '45'])}",
            time2=f"{random.randint(7, 19)}.{random.choice(['00', '15', '30', '45'])}",
            iso=isos[0],
            iso2=isos[1],
            slashed=f"{day:02}/{month:02}/{year}",
            week=f"{year}-W{random.randint(1, 52):02}",
            quarter=f"Q{random.randint(1, 4)}",
            room=f"{random.choice('ABCGM')}{random.randint(1, 40)}",
            money=f"{random.randint(1, 900)},{random.randint(0, 999):03}",
            money2=f"{random.randint(1, 900)}.{random.randint(0, 99):02}",
            thousands=f"{random.randint(1, 90)},{random.randint(0, 999):03}",
            thousands2=f"{random.randint(1, 9)},{random.randint(0, 999):03},{random.randint(0, 999):03}",
            spaced=f"£{random.randint(1, 900)} {random.randint(1, 999):03} 000",
            big=random.randint(10_000, 60_000),
            big2=random.randint(60_000, 99_000),
            young=random.randint(18, 60),
            old=random.randint(65, 110),
            code=f"{random.choice(['QI', 'IPC', 'PC', 'RJ', 'Y0'])}{random.randint(100, 99999)}",
            code5=random.randint(10000, 99999),
            team=random.choice(TEAMS),
            measure=random.choice(MEASURES),
            change=random.choice(CHANGES),
            role=random.choice(ROLES),
        )

    return [one() for _ in range(count)]
