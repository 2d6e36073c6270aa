"""Questions about schemes."""

from .catalogue import Preset, catalogue, preset, shelf
from .versions import NoSchemeError, parsed, scheme_on, version_on

__all__ = ["NoSchemeError", "Preset", "catalogue", "parsed", "preset", "scheme_on", "shelf", "version_on"]
