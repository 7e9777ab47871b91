const a = "‮"
