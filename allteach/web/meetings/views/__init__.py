"""Views of sessions, calls and teams' meetings."""
