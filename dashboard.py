"""The server: the Streamlit app, and plain routes, headers and compression around it.

Start it with `streamlit run dashboard.py` or `uvicorn dashboard:app`.
"""

from pathlib import Path

import streamlit as st
from streamlit import config

from insights.web import also_below, around, lifespan, routes

# The settings are those beside this file, from whichever folder the server is started.
config._main_script_path = config._main_script_path or __file__
# However they are overruled: an exception is for the log, never for a page.
st.set_option("client.showErrorDetails", "none")

base_path = st.get_option("server.baseUrlPath")
app = st.App(
    Path(__file__).with_name("src") / "insights" / "app" / "main.py",
    routes=also_below(base_path, routes),
    middleware=around(base_path, st.get_option("browser.serverAddress") or ""),
    lifespan=lifespan,
)
