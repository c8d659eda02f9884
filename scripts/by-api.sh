#!/usr/bin/env bash
# Submits and cancels jobs by the coordinator's HTTP API, with curl and jq.
#
# usage: by-api.sh submit PATH [PROFILE]     PATH is below incoming/
#        by-api.sh cancel JOB_ID
#
# TRANSCODER_URL     default: http://127.0.0.1:8080
# TRANSCODER_TOKEN   the operator's token; unset where the coordinator has none
#
# Prints the job's id. Exit code: 0 when it is done, 1 when the coordinator refused (it says why) or did not answer, 64 for a wrong
# command line. The only way that tells at once what becomes of a request.
set -euo pipefail

case "${1-} $#" in
    "submit 2" | "submit 3")
        path=/api/jobs
        body=$(jq -nc --arg path "$2" --arg profile "${3-}" '{path: $path} + if $profile == "" then {} else {profile: $profile} end') ;;
    "cancel 2")
        path=/api/jobs/$(jq -rn --arg id "$2" '$id | @uri')/cancel
        body='{}' ;;
    *)
        sed -n '4,5s/^# //p' "$0" >&2
        exit 64 ;;
esac

# The token goes by a pipe: a command line can be seen by everybody on the machine.
if ! answer=$(curl --silent --show-error --fail-with-body --config <(
        [[ -z ${TRANSCODER_TOKEN-} ]] || printf 'header = "Authorization: Bearer %s"\n' "$TRANSCODER_TOKEN"
    ) --header 'Content-Type: application/json' --data-binary @- "${TRANSCODER_URL:-http://127.0.0.1:8080}$path" <<<"$body"); then
    echo "Refused: $(jq -r '.title? // .' <<<"$answer" 2>/dev/null || echo "$answer")" >&2
    exit 1
fi

jq -rn --arg id "${2}" --arg answer "$answer" '($answer | fromjson? | .id) // $id'
