"""The commands that keep a register, one module each, and the parts they share."""
