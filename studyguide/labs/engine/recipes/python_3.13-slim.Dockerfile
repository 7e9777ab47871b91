FROM debian:13
ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305
ENV PYTHON_VERSION=3.13
ENV PYTHON_SHA256=unknown
RUN apt-get install -y --no-install-recommends ca-certificates netbase tzdata python3 python3-pip python3-venv && apt-get clean && python3 --version | grep -q 3.13
RUN for name in python3 pip3 pydoc3; do ln -s "/usr/bin/$name" "/usr/local/bin/$name" && ln -s "$name" "/usr/local/bin/${name%3}"; done && rm -f /usr/lib/python3*/EXTERNALLY-MANAGED
CMD ["python3"]
