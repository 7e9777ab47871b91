FROM debian:13
RUN apt-get install -y --no-install-recommends ca-certificates python3 python3-pip python3-venv && apt-get clean && python3 --version | grep -q 3.13
RUN ln -s python3 /usr/bin/python && rm -f /usr/lib/python3*/EXTERNALLY-MANAGED
CMD ["python3"]
