"""Views of the duties app."""

from .changes import exemption_end, exemption_new, exemptions, leave_end, leave_new
from .following import board, class_page, mentors
from .living import living
from .own import own
from .region import region, region_school

__all__ = [
    "board",
    "class_page",
    "exemption_end",
    "exemption_new",
    "exemptions",
    "leave_end",
    "leave_new",
    "living",
    "mentors",
    "own",
    "region",
    "region_school",
]
