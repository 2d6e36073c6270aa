"""The living scheme: what is expected of whom by when, how it stands, reminders, exemptions and leave."""
