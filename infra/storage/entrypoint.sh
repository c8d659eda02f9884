#!/bin/sh
# Runs sshd for the user "transcoder", who owns the media: TRANSCODER_UID and TRANSCODER_GID.
set -eu

uid=${TRANSCODER_UID:-1654}
gid=${TRANSCODER_GID:-1654}
getent group "$gid" >/dev/null || groupadd --gid "$gid" transcoder
# The starred password is no lock: a locked user could not use a key either.
id -u transcoder >/dev/null 2>&1 ||
  useradd --non-unique --uid "$uid" --gid "$gid" --home-dir /nonexistent --no-create-home --shell /bin/sh --password '*' transcoder

exec /usr/sbin/sshd -D -e
