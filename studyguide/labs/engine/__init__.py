"""A private Docker engine from Debian's packages, and stand-ins for Docker Hub's images, with no network and no trace.

Where no engine answers, the labs still run: containerd, dockerd and a registry that plays Docker Hub are started in
namespaces of their own from packages that are unpacked, not installed. Images are built from recipes without Docker,
as there is none yet. The commands are `python -m studyguide.labs engine fetch|images|up|in|down`.
"""
