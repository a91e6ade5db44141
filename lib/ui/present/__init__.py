"""What the page under Present does: stories chosen, built, told on stage and handed out."""
