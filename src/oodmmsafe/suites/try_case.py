import sys
from pathlib import Path

from oodmmsafe.suites.probes import try_cases

if __name__ == "__main__":
    sys.exit(1 if try_cases([Path(argument) for argument in sys.argv[1:]]) else 0)
