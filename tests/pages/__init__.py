"""Templates, stylesheet and vendored files."""
