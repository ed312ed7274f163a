"""Spaces people work in, who belongs to them with which role, and what can be talked about there."""
