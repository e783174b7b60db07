"""Photographs of the office: whose they are, what they may be used for, what they show, where they were used."""
