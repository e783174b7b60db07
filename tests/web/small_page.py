"""A page for the tests of the gate: who Streamlit thinks is here, a file to download, a component of its own."""

import streamlit as st

st.write("Kdo:", st.user.get("login"))
st.text_input("Jméno", key="name")
st.download_button("Stáhnout", "tajemství", "tajne.bin")
