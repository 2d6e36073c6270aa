"""Everything that happens by itself: subscriptions to events and scheduled jobs, in one place."""

from liangshi.access.services.sessions import clear_sessions
from liangshi.duties.services import reckon_stale, reckon_tonight, remind
from liangshi.jobs.services import Job
from liangshi.notices.services import deliver_outbox
from liangshi.pairing.services.nominations import end_nominations
from liangshi.roster.services import forget_imports
from liangshi.wellbeing.services.climbing import climb_concerns

URGENT: tuple[Job, ...] = (
    Job("climb_concerns", "* * * * *", climb_concerns),
    Job("deliver_outbox", "* * * * *", deliver_outbox),
)
"""What waits for no other work: a worker runs these in a thread of their own."""

SCHEDULE: tuple[Job, ...] = (
    *URGENT,
    Job("clear_sessions", "17 3 * * *", clear_sessions),
    Job("forget_imports", "27 3 * * *", forget_imports),
    Job("end_nominations", "37 3 * * *", end_nominations),
    Job("reckon_duties", "*/3 * * * *", reckon_stale),
    Job("reckon_duties_tonight", "47 2 * * *", reckon_tonight),
    Job("remind_of_duties", "5,35 7-11 * * *", remind),
)
"""Scheduled jobs; docs/jobs.md says what each does."""
