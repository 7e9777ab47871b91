FROM debian:13
RUN apt-get install -y --no-install-recommends nginx-light curl && apt-get clean && nginx -v 2>&1 | grep -q /1.26
RUN sed -i '/server_tokens/d' /etc/nginx/nginx.conf && ln -sf /dev/stdout /var/log/nginx/access.log && ln -sf /dev/stderr /var/log/nginx/error.log && rm /etc/nginx/sites-enabled/default
COPY nginx-default.conf /etc/nginx/conf.d/default.conf
EXPOSE 80
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]
