"""How people and dialogues differ, in measures that name their method."""
