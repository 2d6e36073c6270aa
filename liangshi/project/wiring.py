"""Everything that happens by itself: subscriptions to events and scheduled jobs, in one place."""

from liangshi.access.services.sessions import clear_sessions
from liangshi.duties.services import reckon_stale, reckon_tonight, remind
from liangshi.family.services.messages import deliver_messages
from liangshi.family.services.reminders import remind_appointments
from liangshi.growth.services.ending import keep_retention
from liangshi.growth.services.sending import send_due
from liangshi.jobs.services import Job
from liangshi.meetings.services import remind_tasks
from liangshi.notices.services import deliver_outbox, link_addresses
from liangshi.pairing.services.nominations import end_nominations
from liangshi.people.services.bureau import close_ended_officers
from liangshi.records.services.drafts import forget_drafts
from liangshi.records.services.reminding import remind_next_steps
from liangshi.roster.services import forget_imports
from liangshi.wellbeing.services.climbing import climb_concerns
from liangshi.wellbeing.services.screening import forget_screenings

URGENT: tuple[Job, ...] = (
    Job("climb_concerns", "* * * * *", climb_concerns),
    Job("deliver_outbox", "* * * * *", deliver_outbox),
)
"""What waits for no other work: a worker runs each of these in a thread of its own."""

SCHEDULE: tuple[Job, ...] = (
    *URGENT,
    Job("clear_sessions", "17 3 * * *", clear_sessions),
    Job("forget_imports", "27 3 * * *", forget_imports),
    Job("forget_screenings", "57 3 * * *", forget_screenings),
    Job("forget_drafts", "47 3 * * *", forget_drafts),
    Job("remind_next_steps", "30 6 * * *", remind_next_steps),
    Job("remind_meeting_tasks", "15 7 * * *", remind_tasks),
    Job("close_ended_officers", "7 3 * * *", close_ended_officers),
    Job("end_nominations", "37 3 * * *", end_nominations),
    Job("reckon_duties", "*/3 * * * *", reckon_stale),
    Job("reckon_duties_tonight", "47 2 * * *", reckon_tonight),
    Job("keep_retention", "7 4 * * *", keep_retention),
    Job("send_growth_messages", "3 8 * * *", send_due),
    Job("link_addresses", "19 * * * *", link_addresses),
    Job("deliver_messages", "*/5 * * * *", deliver_messages),
    Job("remind_appointments", "30 17 * * *", remind_appointments),
    Job("remind_of_duties", "5,35 7-11 * * *", remind),
)
"""Scheduled jobs; docs/jobs.md says what each does."""
