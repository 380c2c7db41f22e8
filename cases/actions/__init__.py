"""The verbs of the office: every write to a case goes through one of these."""
