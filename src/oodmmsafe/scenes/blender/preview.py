import sys
from pathlib import Path

from oodmmsafe.suites.preview import preview_files

if __name__ == "__main__":
    preview_files([Path(a) for a in sys.argv[2:]], Path(sys.argv[1]))
