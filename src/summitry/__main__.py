"""``python -m summitry`` is the command ``summitry``."""

from summitry.interfaces.cli.main import main

# A process that reads documents apart looks at this module too, and must not run it again.
if __name__ == "__main__":
    main()
