#!/usr/bin/env bash
# Submits and cancels jobs by amqp-publish (package amqp-tools), with jq.
#
# usage: by-amqp.sh submit PATH [PROFILE]     PATH is below incoming/
#        by-amqp.sh cancel JOB_ID
#
# RABBITMQ_URL   amqp://USER:PASSWORD@HOST:5672/VHOST, where %2F means the virtual host "/"
#
# Exit code: 0 when the broker has taken the request, 1 when it has not, 64 for a wrong command line. amqp-publish can neither give the
# request an id nor tell that no queue was there; the password can be seen in the list of processes. Of the four ways this is the weakest.
set -euo pipefail

case "${1-} $#" in
    "submit 2" | "submit 3")
        message=SubmitJob
        body=$(jq -nc --arg path "$2" --arg profile "${3-}" '{path: $path} + if $profile == "" then {} else {profile: $profile} end') ;;
    "cancel 2")
        message=CancelJob
        body=$(jq -nc --arg id "$2" '{jobId: $id}') ;;
    *)
        sed -n '4,5s/^# //p' "$0" >&2
        exit 64 ;;
esac

# The exchange of the message passes it on to the coordinator's queue. A channel that closes without an error has delivered.
amqp-publish --url="$RABBITMQ_URL" --exchange="Transcoder.Contracts:$message" --routing-key= \
    --content-type=application/json --persistent --body="$body" || exit 1
