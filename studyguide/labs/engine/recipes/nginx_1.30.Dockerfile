# Debian's nginx, laid out as nginx.org's packages and the official image lay it out.
FROM debian:13
LABEL maintainer="NGINX Docker Maintainers <docker-maint@nginx.com>"
ENV NGINX_VERSION=1.30
ENV NJS_VERSION=0
ENV NJS_RELEASE=1~trixie
ENV ACME_VERSION=0
ENV PKG_RELEASE=1~trixie
ENV DYNPKG_RELEASE=1~trixie
RUN groupadd --system --gid 101 nginx && useradd --system --gid nginx --no-create-home --home /nonexistent --comment "nginx user" --shell /bin/false --uid 101 nginx && apt-get install -y --no-install-recommends nginx-light curl gettext-base && apt-get clean && rm -r /etc/nginx/sites-enabled /etc/nginx/sites-available /var/log/nginx/* && ln -s /dev/stdout /var/log/nginx/access.log && ln -s /dev/stderr /var/log/nginx/error.log && echo '<h1>An error occurred.</h1>' > /usr/share/nginx/html/50x.html && mkdir /docker-entrypoint.d
COPY nginx.conf /etc/nginx/nginx.conf
COPY nginx-site.conf /etc/nginx/conf.d/default.conf
COPY nginx-entrypoint.sh /docker-entrypoint.sh
COPY 10-listen-on-ipv6-by-default.sh /docker-entrypoint.d/
COPY 15-local-resolvers.envsh /docker-entrypoint.d/
COPY 20-envsubst-on-templates.sh /docker-entrypoint.d/
COPY 30-tune-worker-processes.sh /docker-entrypoint.d/
ENTRYPOINT ["/docker-entrypoint.sh"]
EXPOSE 80
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]
