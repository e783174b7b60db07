"""Runs over files that are not ours."""
