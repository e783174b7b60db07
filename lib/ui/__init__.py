"""The only Streamlit inside lib: the frame, guard, forms, lists, charts and the calendar that pages are made of."""
