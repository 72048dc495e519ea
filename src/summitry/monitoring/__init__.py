"""Series and evidence → what became of a commitment: progress, outlook, claims, verdicts."""
