"""Letters: facts turned into words, texts from content, a draft that is pure and an issue that is an act."""
