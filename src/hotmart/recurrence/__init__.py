"""When something recurs: as people say it or as cron does, and the moments at which it does in a zone.

One dialect, whatever runs it: five fields, read by `cronsim` as a calendar without zones; what a zone does
to them is said and done in `moments`. No file, clock or timer is touched here.
"""
