# Debian's registry is a 2.8: what readers and labs see of the two is the same interface.
FROM debian:13
RUN apt-get install -y --no-install-recommends docker-registry && apt-get clean && ln -s /usr/bin/docker-registry /bin/registry
COPY registry-config.yml /etc/distribution/config.yml
ENV OTEL_TRACES_EXPORTER=none
VOLUME /var/lib/registry
EXPOSE 5000
COPY registry-entrypoint.sh /entrypoint.sh
ENTRYPOINT ["/entrypoint.sh"]
CMD ["/etc/distribution/config.yml"]
