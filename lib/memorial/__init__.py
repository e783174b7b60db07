"""Room of memorial acts (pietní akty): speakers, wreaths, the script by the minute, locked the day before."""
