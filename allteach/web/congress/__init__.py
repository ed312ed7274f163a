"""The congress: what was reached, told to everybody; and what teams are thanked for."""
