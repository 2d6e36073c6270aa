"""Settings, root urls, wiring of events and jobs, system checks, command line."""
