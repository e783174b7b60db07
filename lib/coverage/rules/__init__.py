"""The office's sentences about coverage, about people's time, and about television."""
