"""`python run_with_oodmmsafe.py VLMEvalKit/run.py --data oodmmsafe_pairs ...`: that script, with our data set known."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    script = Path(sys.argv[1]).resolve()
    sys.path.insert(0, str(script.parent))
    import oodmmsafe_pairs

    oodmmsafe_pairs.register()
    sys.argv = sys.argv[1:]
    runpy.run_path(str(script), run_name="__main__")
