"""What the office's data look like: sample spreadsheets and fonts. The office's own data beside them are not in git."""
