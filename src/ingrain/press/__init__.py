"""The press: a manual on paper, as Word and as PDF. Here lives laying out; what is told is handed in."""
