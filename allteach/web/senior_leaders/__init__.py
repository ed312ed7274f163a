"""The page for a team's sponsor: written by the team, read and answered by the sponsor."""
