#!/bin/sh
# Stand-in: the server of the image listens on IPv6, too, unless its file was changed.
set -e
file=etc/nginx/conf.d/default.conf
say() { [ -n "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "${0##*/}: info: $*"; }
if [ ! -e /proc/net/if_inet6 ]; then
  say "ipv6 not available"
elif [ ! -f "/$file" ]; then
  say "/$file is not a file or does not exist"
elif ! touch "/$file" 2>/dev/null; then
  say "can not modify /$file (read-only file system?)"
elif grep -q 'listen  \[::\]:80;' "/$file"; then
  say "IPv6 listen already enabled"
else
  say "Getting the checksum of /$file"
  if ! echo "e19b7a4b6f102ac9be99248a9394eeb6  /$file" | md5sum --status -c -; then
    say "/$file differs from the packaged version"
  else
    sed -i 's/listen       80;/listen       80;\n    listen  [::]:80;/' "/$file"
    say "Enabled listen on IPv6 in /$file"
  fi
fi
