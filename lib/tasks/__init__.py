"""Room of tasks: what somebody is to do until when, by templates with days before and after an event."""
