"""The clock: scheduled jobs, the worker's heartbeat, the health page's facts."""
