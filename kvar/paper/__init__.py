"""Data in, bytes out: letters as PDF and text, pictures as SVG. Knows no model and no page."""
