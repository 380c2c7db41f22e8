"""组卷: a case as its history tells it, as the sheets of its 案卷 and of its 举证材料; no database."""
