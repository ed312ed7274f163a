"""Answers about meetings and contacts: who comes, what is said and promised, what it was like."""
