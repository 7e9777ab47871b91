# Without the just-in-time compiler, which would double the layer.
FROM debian:13
RUN groupadd -r postgres --gid=999 && useradd -r -g postgres --uid=999 --home-dir=/var/lib/postgresql --shell=/bin/bash postgres && install -d -o postgres -g postgres -m 1777 /var/lib/postgresql
ENV GOSU_VERSION=1.17
RUN apt-get install -y --no-install-recommends locales && apt-get clean && localedef -i en_US -c -f UTF-8 en_US.UTF-8 && mkdir /docker-entrypoint-initdb.d
ENV LANG=en_US.utf8
ENV PG_MAJOR=17
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/17/bin
ENV PG_VERSION=17
RUN apt-get install -y --no-install-recommends postgresql-common gosu && sed -i 's/^#*create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf && apt-get install -y --no-install-recommends -o Dpkg::Options::=--path-exclude='*/libLLVM*' -o Dpkg::Options::=--path-exclude='*/17/lib/*llvmjit*' -o Dpkg::Options::=--path-exclude='*/17/lib/bitcode/*' postgresql-17 && apt-get clean && sed -i "s/^#listen_addresses.*/listen_addresses = '*'/" /usr/share/postgresql/17/postgresql.conf.sample && install -d -o postgres -g postgres -m 3777 /var/run/postgresql
ENV PGDATA=/var/lib/postgresql/data
RUN install -d -o postgres -g postgres -m 1777 "$PGDATA"
VOLUME /var/lib/postgresql/data
COPY postgres-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
ENTRYPOINT ["docker-entrypoint.sh"]
STOPSIGNAL SIGINT
EXPOSE 5432
CMD ["postgres"]
