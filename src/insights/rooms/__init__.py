"""Workshop rooms: what a room says, kept as it is entered. No Streamlit and no HTTP here."""
