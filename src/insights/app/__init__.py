"""The screen: the only package here that imports Streamlit."""
