"""The slide deck: what is written, what is new and what has been counted, as slides. ``figures`` alone needs Django."""
