FROM debian:13
RUN apt-get install -y --no-install-recommends redis-server && apt-get clean && redis-server --version | grep -q v=8.0
RUN mkdir /data && chown redis:redis /data
VOLUME /data
WORKDIR /data
COPY redis-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
ENTRYPOINT ["docker-entrypoint.sh"]
EXPOSE 6379
CMD ["redis-server"]
