"""Addresses (地址) that a form names to go back to: only ever pages of our own."""

from urllib.parse import urlsplit


def own_address(target: str) -> str:
    """Where to go next: the first page instead of anything outside.

    Browsers leave out tabs and line breaks and read a backslash as a slash: /\\t/evil is //evil.
    """
    read = "".join(c for c in target if c.isprintable()).replace("\\", "/")
    return target if read.startswith("/") and not read.startswith("//") else "/"


def own_path(target: str | None) -> str:
    """The path of an address that a browser named, as of the page that sent a form."""
    try:
        path = urlsplit(target or "/").path
        return own_address(path) if path.isprintable() else "/"
    except ValueError:  # what a browser says is not ours to trust
        return "/"
