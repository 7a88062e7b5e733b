"""Consents: given and withdrawn, what they carry, what is told on the ground of them, what falls with them."""
