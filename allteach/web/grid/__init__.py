"""All teams of a collaborative month by month."""
