"""*Likvärdighet*: is a household met alike wherever in the city it lives? A function of what is published, no more."""
