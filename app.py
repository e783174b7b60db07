"""Kancelář: `streamlit run app.py` or `python app.py` (address and port from KANCELAR_HOST and KANCELAR_PORT)."""

import streamlit as st

from lib import config
from lib.web.lifespan import lifespan
from lib.web.routes import EXCEPTION_HANDLERS, middleware, routes

app = st.App(
    "lib/ui/frame.py",
    routes=routes(),
    middleware=middleware(),
    lifespan=lifespan,
    exception_handlers=EXCEPTION_HANDLERS,
)

if __name__ == "__main__":
    app.run(config={"server.address": config.current().host, "server.port": config.current().port})
