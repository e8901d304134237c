"""The server: the Streamlit app, and plain routes, headers and compression around it.

Start it with `streamlit run dashboard.py` or `uvicorn dashboard:app`.
"""

from pathlib import Path

import streamlit as st

from insights.web import also_below, around, lifespan, routes

base_path = st.get_option("server.baseUrlPath")
app = st.App(
    Path(__file__).with_name("src") / "insights" / "app" / "main.py",
    routes=also_below(base_path, routes),
    middleware=around(base_path),
    lifespan=lifespan,
)
