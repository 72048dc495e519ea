"""``python -m summitry`` is the command ``summitry``."""

from summitry.interfaces.cli.main import main

main()
