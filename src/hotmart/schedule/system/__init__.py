"""A schedule as what the system already has: timers of systemd, cron, launchd, Task Scheduler.

No system reads a cron line as `hotmart.recurrence` does, so none is asked to: what is written wakes
`hotmart run-due --only NAME` at every moment that is meant, and now and then at one that is not, and that
command knows which it is. `planning` says what would be written, `installing` does it.
"""
