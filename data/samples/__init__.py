"""The sample town Brázdov: seeded scripts and the spreadsheets they make. All of it is invented."""
