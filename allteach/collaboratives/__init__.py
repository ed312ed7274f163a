"""Time-limited improvement programmes: charter, goals, teams' profiles."""
