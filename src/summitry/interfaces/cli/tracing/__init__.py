"""Commands that follow promises from meeting to meeting."""
