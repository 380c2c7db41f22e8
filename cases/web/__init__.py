"""The doors: JSON API and pages. None of them decides anything; each calls a verb or a read."""
