"""The law as tables and pure functions: standard library only, no session, no settings, no clock."""
