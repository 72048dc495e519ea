"""The use cases of action plans: building, running, looking at, adopting and exchanging them."""
