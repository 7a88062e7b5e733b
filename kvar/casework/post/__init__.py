"""Today's post: letters that wait, the stack they are printed in, and the proof that each was sent."""
