"""Every format that goes out or comes in."""
