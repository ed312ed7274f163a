"""Answers about measures: charts of a team, of all teams, of all measures; what is due; histories."""
