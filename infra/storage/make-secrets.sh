#!/bin/sh
# Makes what the services prove themselves with, each in a folder (volume) of its own below /run/transcoder:
#   storage/  host key, and the keys that may log in      -> storage
#   encoder/  private key, and the storage's host key     -> encoders
#   broker/   the broker's user, as definitions           -> broker
#   bus/      the broker's address with user and password -> coordinator, encoders
#   api/      the operator's token for the HTTP API         -> coordinator
# What exists stays, so every start may run it. RABBITMQ_DEFAULT_PASS sets the password; without it one is made up.
set -eu
umask 022

folder=/run/transcoder
encoder_uid=1654
media_uid=${TRANSCODER_UID:-1654}
media_gid=${TRANSCODER_GID:-1654}

if [ "$media_uid" = 0 ]; then
  echo "TRANSCODER_UID must not be 0: the storage lets nobody in as root." >&2
  exit 78
fi

[ -e "$folder/storage/ssh_host_ed25519_key" ] ||
  ssh-keygen -q -t ed25519 -N '' -C storage -f "$folder/storage/ssh_host_ed25519_key"
[ -e "$folder/encoder/id_ed25519" ] ||
  ssh-keygen -q -t ed25519 -N '' -C encoder -f "$folder/encoder/id_ed25519"
printf 'restrict %s\n' "$(cat "$folder/encoder/id_ed25519.pub")" >"$folder/storage/authorized_keys"
printf 'storage %s\n' "$(cut -d ' ' -f 1,2 "$folder/storage/ssh_host_ed25519_key.pub")" >"$folder/encoder/known_hosts"
chown "$encoder_uid" "$folder/encoder/id_ed25519"

user=${RABBITMQ_DEFAULT_USER:-transcoder}
if [ -n "${RABBITMQ_DEFAULT_PASS:-}" ]; then
  password=$RABBITMQ_DEFAULT_PASS
elif [ -e "$folder/bus/password" ]; then
  password=$(cat "$folder/bus/password")
else
  password=$(od -An -N 24 -t x1 /dev/urandom | tr -d ' \n')
fi
# Both go into JSON and into a URL as they are.
case "$user$password" in
  *[!A-Za-z0-9._~-]*)
    echo "RABBITMQ_DEFAULT_USER and RABBITMQ_DEFAULT_PASS may hold letters, digits and . _ ~ - only." >&2
    exit 78 ;;
esac
(
  umask 077
  printf '%s' "$password" >"$folder/bus/password"
)
cat >"$folder/broker/20-users.json" <<JSON
{"users": [{"name": "$user", "password": "$password", "tags": "administrator"}],
 "permissions": [{"user": "$user", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"}]}
JSON
printf 'amqp://%s:%s@broker:5672/' "$user" "$password" >"$folder/bus/url"

if [ ! -s "$folder/api/token" ]; then
  (
    umask 077
    od -An -N 32 -t x1 /dev/urandom | tr -d ' \n' >"$folder/api/token.new"
  )
  mv "$folder/api/token.new" "$folder/api/token"
fi
chown "$media_uid:$media_gid" "$folder/api/token"

# A folder that the engine has just made belongs to root; one that holds anything is the user's and is left alone.
if [ -z "$(ls -A /media)" ]; then
  chown "$media_uid:$media_gid" /media
fi

# The storage mounts these two before the coordinator has made any, and the engine would make them root's.
for folder in incoming work; do
  if [ ! -e "/media/$folder" ]; then
    mkdir "/media/$folder"
    chown "$media_uid:$media_gid" "/media/$folder"
  fi
done
