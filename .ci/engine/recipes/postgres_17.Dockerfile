# Without the just-in-time compiler, which would double the layer.
FROM debian:13
RUN apt-get install -y --no-install-recommends postgresql-common gosu && sed -i 's/^#*create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf && apt-get install -y --no-install-recommends -o Dpkg::Options::=--path-exclude='*/libLLVM*' -o Dpkg::Options::=--path-exclude='*/17/lib/*llvmjit*' -o Dpkg::Options::=--path-exclude='*/17/lib/bitcode/*' postgresql-17 && apt-get clean && sed -i "s/^#listen_addresses.*/listen_addresses = '*'/" /usr/share/postgresql/17/postgresql.conf.sample
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/17/bin
ENV LANG=C.UTF-8
ENV PG_MAJOR=17
ENV PGDATA=/var/lib/postgresql/data
RUN install -d -o postgres -g postgres -m 1777 "$PGDATA" && mkdir /docker-entrypoint-initdb.d
VOLUME /var/lib/postgresql/data
COPY postgres-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
ENTRYPOINT ["docker-entrypoint.sh"]
STOPSIGNAL SIGINT
EXPOSE 5432
CMD ["postgres"]
