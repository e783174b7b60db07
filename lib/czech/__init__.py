"""Czech as offices write it: sorting, dates, numbers, identifiers, typography, SMS and addresses of pages.

Everything here is a pure function of what it is given: no clock, no store, no screen. The scalar parsers raise
`BadInput` with a sentence for a person; `columns` does the same to whole polars columns and gives null instead.
"""
