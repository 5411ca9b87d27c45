"""``python -m iom_partners`` is the command ``iom-partners``."""

from .cli import main

if __name__ == "__main__":
    raise SystemExit(main())
