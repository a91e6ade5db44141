"""What readers take away: tables/ for other tools, deck/ for an audience."""
