"""How far teams are: scored, agreed, released; and how the collaborative fares."""
