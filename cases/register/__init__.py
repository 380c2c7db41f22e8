"""The register (登记台账) that an office brings: a spreadsheet read into checked rows or faults."""
