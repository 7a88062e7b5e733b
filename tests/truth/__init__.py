"""What the follow-up says, held against what is known to be true because it was drawn."""
