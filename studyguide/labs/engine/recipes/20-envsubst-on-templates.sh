#!/bin/sh
# Stand-in: fills the templates of /etc/nginx/templates with variables of the environment.
set -e
from=${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
to=${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}
[ -d "$from" ] || exit 0
if [ ! -w "$to" ]; then
  echo "${0##*/}: ERROR: $from exists, but $to is not writable"
  exit 0
fi
defined=$(env | cut -d= -f1 | sed 's/.*/${&}/' | tr '\n' ' ')
for template in "$from"/*.template; do
  [ -e "$template" ] || continue
  output=$to/$(basename "$template" .template)
  echo "${0##*/}: Running envsubst on $template to $output"
  envsubst "$defined" < "$template" > "$output"
done
