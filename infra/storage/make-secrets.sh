#!/bin/sh
# Makes what the services prove themselves with, each in a folder (volume) of its own below /run/transcoder:
#   storage/      host key, and the keys that may log in                      -> storage
#   broker/       the broker's users, with hashes of their passwords          -> broker
#   tls/          the broker's certificate and key, and who vouches for them  -> broker
#   coordinator/  the broker's address with user and password, ca.pem         -> coordinator
#   encoder/      the same, a private key, and the storage's host key         -> encoders
#   scripts/      the same as the coordinator                                 -> who submits jobs over the broker
#   monitoring/   the same                                                    -> who watches the broker
#   api/          the token of the coordinator's API                          -> coordinator
# What exists stays, so every start may run it. "rotate" makes everything anew.
set -eu
umask 077

folder=/run/transcoder
roles="coordinator encoder scripts monitoring"
media_owner=${TRANSCODER_UID:-1654}:${TRANSCODER_GID:-1654}
encoder_owner=1654
# The broker's own user differs between images; its container is in this group.
broker_group=0:1655

if [ "${TRANSCODER_UID:-}" = 0 ]; then
  echo "TRANSCODER_UID must not be 0: the storage lets nobody in as root." >&2
  exit 78
fi

case ${1:-} in
  '') ;;
  rotate)
    rm -f "$folder/storage/ssh_host_ed25519_key" "$folder/encoder/id_ed25519" "$folder/tls/ca.pem" "$folder/api/token"
    for role in $roles; do rm -f "$folder/$role/broker-password"; done ;;
  *) echo "usage: make-secrets.sh [rotate]" >&2; exit 64 ;;
esac

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# put FILE OWNER MODE: standard input becomes the file, whole or not at all.
put() {
  cat >"$1.new"
  chown "$2" "$1.new"
  chmod "$3" "$1.new"
  mv "$1.new" "$1"
}

# random FILE BYTES: what nobody can guess, in hexadecimal, unless the file exists.
random() {
  if [ ! -e "$1" ]; then
    text=$(openssl rand -hex "$2")
    printf '%s' "$text" | put "$1" 0:0 400
  fi
}

# The storage's key and the encoders'.
[ -e "$folder/storage/ssh_host_ed25519_key" ] ||
  ssh-keygen -q -t ed25519 -N '' -C storage -f "$folder/storage/ssh_host_ed25519_key"
[ -e "$folder/encoder/id_ed25519" ] ||
  ssh-keygen -q -t ed25519 -N '' -C encoder -f "$folder/encoder/id_ed25519"
printf 'restrict %s\n' "$(cat "$folder/encoder/id_ed25519.pub")" | put "$folder/storage/authorized_keys" 0:0 444
printf 'storage %s\n' "$(cut -d ' ' -f 1,2 "$folder/storage/ssh_host_ed25519_key.pub")" | put "$folder/encoder/known_hosts" 0:0 444
chown "$encoder_owner" "$folder/encoder/id_ed25519"

# An authority for one certificate, whose own key nobody keeps.
if [ ! -e "$folder/tls/ca.pem" ]; then
  for key in ca key; do openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$scratch/$key"; done
  openssl req -x509 -key "$scratch/ca" -days 3650 -subj '/CN=transcoder' -out "$scratch/ca.pem"
  openssl req -new -key "$scratch/key" -subj '/CN=broker' -out "$scratch/request.pem"
  printf 'subjectAltName = DNS:broker\nbasicConstraints = critical, CA:FALSE\nextendedKeyUsage = serverAuth\n' >"$scratch/extensions"
  openssl x509 -req -days 3650 -in "$scratch/request.pem" -CA "$scratch/ca.pem" -CAkey "$scratch/ca" \
    -extfile "$scratch/extensions" -out "$scratch/cert.pem"
  put "$folder/tls/key.pem" "$broker_group" 440 <"$scratch/key"
  put "$folder/tls/cert.pem" "$broker_group" 440 <"$scratch/cert.pem"
  put "$folder/tls/ca.pem" "$broker_group" 440 <"$scratch/ca.pem"
fi

# user ROLE TAGS: as the broker's definitions have it, with a salted hash of the password.
user() {
  openssl rand 4 >"$scratch/salt"
  hash=$(cat "$scratch/salt" "$folder/$1/broker-password" | openssl dgst -sha256 -binary | cat "$scratch/salt" - | base64 -w 0)
  printf '{"name": "%s", "password_hash": "%s", "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": "%s"}' "$1" "$hash" "$2"
}

# address ROLE SCHEME PORT OWNER: where the role finds the broker, with its name and password, and who vouches for the broker.
address() {
  printf '%s://%s:%s@broker:%s/' "$2" "$1" "$(cat "$folder/$1/broker-password")" "$3" | put "$folder/$1/broker-url" "$4" 400
  put "$folder/$1/ca.pem" 0:0 444 <"$folder/tls/ca.pem"
}

for role in $roles; do random "$folder/$role/broker-password" 24; done
printf '{"users": [%s, %s, %s, %s]}\n' "$(user coordinator '')" "$(user encoder '')" "$(user scripts '')" "$(user monitoring monitoring)" |
  put "$folder/broker/20-users.json" "$broker_group" 440
address coordinator amqps 5671 "$media_owner"
address encoder amqps 5671 "$encoder_owner"
address scripts amqps 5671 "$media_owner"
address monitoring https 15671 "$media_owner"

random "$folder/api/token" 32
chown "$media_owner" "$folder/api/token"

# A folder that the engine has just made belongs to root; one that holds anything is the user's and is left alone.
if [ -z "$(ls -A /media)" ]; then
  chown "$media_owner" /media
fi

# The storage mounts these two before the coordinator has made any, and the engine would make them root's.
for folder in incoming work; do
  if [ ! -e "/media/$folder" ]; then
    mkdir "/media/$folder"
    chmod 755 "/media/$folder"
    chown "$media_owner" "/media/$folder"
  fi
done
