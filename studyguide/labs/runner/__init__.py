"""Run the labs of the pages on a Docker engine and compare what it prints with what the pages show."""
