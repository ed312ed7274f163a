"""What the charter of the story's collaborative says."""

SECTIONS = {
    "why": (
        "In our region 6,500 adults with type 2 diabetes are cared for by 30 practices. Four in ten had no HbA1c test in "
        "the last six months, and only one in eight has set a goal of their own. People in the north wait longest."
    ),
    "known": (
        "Planned visits, goals set by patients, and reminders in the record raise the share of people who get the checks "
        "they need. Outcomes move less, and later. Some practices already reach nine in ten."
    ),
    "mission": "Every adult with diabetes sets the goals of their own care, and gets the checks that keep them well.",
    "aim": (
        "By the end of month 15, 70 of every 100 adults with type 2 diabetes in our practices will have set a goal that "
        "matters to them, and 80 of every 100 will have had the tests they need."
    ),
    "scope": "Adults of 18 and over with type 2 diabetes, in primary care. Not: diabetes in pregnancy, type 1.",
    "framework": "The Care Model: self-management, decision support, how care is delivered, information, community.",
    "methods": "A Breakthrough Series collaborative of 15 months with four learning sessions, and the Model for Improvement.",
    "measurement": "Eleven measures of care, three balancing measures and one question to patients. Counts only, by the tenth.",
    "expected": "A named sponsor, three to five people with two hours a week, a patient partner, numbers by the tenth, calls.",
    "offered": "A coach for every eight teams, faculty, four sessions, this office, help with numbers, one visit in each period.",
    "partners": "Twenty-six patient partners are full members of their teams. They are paid 40 dollars an hour within 12 days.",
    "privacy": "Counts only. Every practice has signed the agreement; teams are named to each other. Small numbers are hidden.",
    "risks": "Less time for others: third next appointment. Too much pressure on sugar: severe hypoglycaemia.",
    "spread": "From month 11 each practice spreads what works from its pilot clinicians to all of them.",
}
