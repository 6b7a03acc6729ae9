"""Where cases come from: suites that ship with the package, and folders."""

from oodmmsafe.suites.pictures import PictureError
from oodmmsafe.suites.registry import names, open_suite
from oodmmsafe.suites.suite import Suite, SuiteError

__all__ = ["PictureError", "Suite", "SuiteError", "names", "open_suite"]
