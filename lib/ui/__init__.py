"""The only room that imports streamlit: one folder for each part of the navigation, over what all pages share (shell)."""
