"""Pre-work: each team's checklist, who is stuck, and how ready teams are."""
