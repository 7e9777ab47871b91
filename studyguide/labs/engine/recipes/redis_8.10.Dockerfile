FROM debian:13
RUN groupadd -r -g 999 redis && useradd -r -g redis -u 999 redis && apt-get install -y --no-install-recommends redis-server && apt-get clean
ENV REDIS_VERSION=8.10
RUN mkdir /data && chown redis:redis /data
WORKDIR /data
COPY redis-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
ENTRYPOINT ["docker-entrypoint.sh"]
EXPOSE 6379
CMD ["redis-server"]
