"""Läget: what whoever leads a unit must see today, and how much everybody has."""
