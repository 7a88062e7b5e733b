"""Changing the content: drafts, their steps and passages, what they change, and the second person."""
