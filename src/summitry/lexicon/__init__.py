"""What we know of languages, parties, units and themes: TOML data and its one loader."""
