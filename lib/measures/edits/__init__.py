"""What people change: articles that arrive, what they would change, and corrections laid over coded rows."""
