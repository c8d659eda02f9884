#!/bin/sh
# What every login runs, whatever it asked for. Two commands are carried out, as the encoders' rsync words them: to send files below /media,
# and to take files into the folder of one job. Around it is a jail with nothing but rsync, incoming/ (read-only) and work/.
set -fu

refuse() {
  echo "refused: only transfers of the transcoder are served here" >&2
  exit 126
}

# No character that is more than itself.
case ${SSH_ORIGINAL_COMMAND:-} in
  *[!A-Za-z0-9\ ./=-]*) refuse ;;
  'rsync --server --sender '*' . /media/') direction=--sender ;;
  'rsync --server '*' --partial-dir .transcoder-partial . /media/work/'*/./) direction=--receiver ;;
  *) refuse ;;
esac

set -- $SSH_ORIGINAL_COMMAND
shift 2
options=
while [ "$1" != . ]; do
  case $1 in
    --sender) [ $direction = --sender ] || refuse ;;
    --partial-dir) [ $direction = --receiver ] && [ "$2" = .transcoder-partial ] || refuse; shift; options="$options --partial-dir" ;;
    -Ie.*[!A-Za-z]*) refuse ;;
    --timeout=*[!0-9]* | --bwlimit=*[!0-9]*) refuse ;;
    -Ie.* | --timeout=* | --bwlimit=* | --log-format=X | --files-from=- | --from0 | --no-relative) ;;
    *) refuse ;;
  esac
  options="$options $1"
  shift
done
[ $# = 2 ] || refuse

if [ $direction = --receiver ]; then
  job=${2#/media/work/}
  job=${job%/./}
  case $job in *[!0-9a-f]*) refuse ;; esac
  [ ${#job} = 32 ] && [ ! -h "/media/work/$job" ] || refuse
fi
exec /usr/bin/rsync --server $options . "$2"
