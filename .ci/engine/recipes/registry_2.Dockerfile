FROM debian:13
RUN apt-get install -y --no-install-recommends docker-registry && apt-get clean && ln -s docker-registry /usr/bin/registry && docker-registry --version | grep -q 2.8
COPY registry-config.yml /etc/docker/registry/config.yml
VOLUME /var/lib/registry
EXPOSE 5000
ENTRYPOINT ["registry"]
CMD ["serve", "/etc/docker/registry/config.yml"]
