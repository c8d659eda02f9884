#!/usr/bin/env bash
# Submits and cancels jobs by the HTTP API of RabbitMQ's management plugin, with curl and jq.
#
# usage: by-management.sh submit PATH [PROFILE]     PATH is below incoming/
#        by-management.sh cancel JOB_ID
#
# RABBITMQ_MANAGEMENT   http://HOST:15672
# RABBITMQ_LOGIN        USER:PASSWORD
# RABBITMQ_VHOST        default: /
#
# Prints the request's id, by which listen.py tells its answer. Exit code: 0 when the request is in the coordinator's queue,
# 1 when the broker did not take it or had no queue for it, 64 for a wrong command line.
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

id=$(cat /proc/sys/kernel/random/uuid)
host=$(jq -rn --arg host "${RABBITMQ_VHOST:-/}" '$host | @uri')
request=$(jq -nc --arg id "$id" --arg body "$body" '{
    properties: {content_type: "application/json", delivery_mode: 2, message_id: $id},
    routing_key: "", payload: $body, payload_encoding: "string"}')

# The password goes by a pipe: a command line can be seen by everybody on the machine.
if ! answer=$(curl --silent --show-error --fail-with-body --config <(printf 'user = "%s"\n' "$RABBITMQ_LOGIN") \
    --header 'Content-Type: application/json' --data-binary @- \
    "$RABBITMQ_MANAGEMENT/api/exchanges/$host/Transcoder.Contracts:$message/publish" <<<"$request"); then
    echo "The broker refused: $answer" >&2
    exit 1
fi

if [[ $(jq -r .routed <<<"$answer") != true ]]; then
    echo "The broker has no queue for it: its definitions are missing, and no coordinator has ever been connected." >&2
    exit 1
fi

echo "$id"
