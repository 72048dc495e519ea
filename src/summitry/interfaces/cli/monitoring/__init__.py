"""The commands of figures, targets, claims and verdicts."""
