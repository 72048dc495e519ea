"""``summitry plan``: a plan made of commitments, run between two meetings."""
