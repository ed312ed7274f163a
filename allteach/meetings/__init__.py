"""Meetings: learning sessions, calls of all teams, teams' own meetings, coaches' contacts and visits.

A meeting has an agenda, people who come, and commitments that follow from it: who will do what by when. Sessions and
calls are made from the collaborative's calendar (`key` names their entry there) and stand in the collaborative; a
team's meetings and its coach's contacts stand in the team.

Always true: a meeting ends after it begins; of an entry of the calendar there is one meeting; minutes are posted only
of a meeting that was held; what somebody needs in order to come is read by the organisers and by nobody else.
"""
