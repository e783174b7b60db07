"""Pictures that people bring, read in a process of their own and kept without what they say about place and phone."""
