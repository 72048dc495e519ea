"""Public sources → series with their origin: import from files, providers, snapshots."""
