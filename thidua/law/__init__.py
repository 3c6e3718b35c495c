"""The law as dated rows with citations: packs of YAML files and their reader. No Django, no clock."""
