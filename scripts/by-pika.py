#!/usr/bin/env python3
"""Submits and cancels jobs with pika (package python3-pika), and waits for the answer.

usage: by-pika.py submit PATH [PROFILE]     PATH is below incoming/
       by-pika.py cancel JOB_ID

RABBITMQ_URL   amqp://USER:PASSWORD@HOST:5672/VHOST, where %2F means the virtual host "/"
ANSWER_LIMIT   seconds to wait for the coordinator's answer; default: 60

Prints the job's id. Exit code: 0 when it is done, 1 when the broker or the coordinator refused (it says why), 64 for a wrong command
line, 75 when no answer came: the request is in the queue, and will be answered when the coordinator is back.
"""
import json
import os
import sys
import uuid

import pika

PREFIX = "Transcoder.Contracts:"


def request(arguments):
    """The message's name and body, or nothing."""
    match arguments:
        case ["submit", path]:
            return "SubmitJob", {"path": path}
        case ["submit", path, profile]:
            return "SubmitJob", {"path": path, "profile": profile}
        case ["cancel", job]:
            return "CancelJob", {"jobId": job}
    return None


def main(arguments):
    found = request(arguments)
    if not found:
        print(__doc__, file=sys.stderr)
        return 64
    name, body = found
    request_id = str(uuid.uuid4())
    with pika.BlockingConnection(pika.URLParameters(os.environ["RABBITMQ_URL"])) as connection:
        channel = connection.channel()
        # Listens before it asks.
        answers = channel.queue_declare("", exclusive=True).method.queue
        channel.queue_bind(answers, PREFIX + "RequestAnswered")
        # Each publish waits for the broker's confirm, and is refused where no queue takes it.
        channel.confirm_delivery()
        try:
            channel.basic_publish(
                PREFIX + name, "", json.dumps(body).encode(), mandatory=True,
                properties=pika.BasicProperties(content_type="application/json", delivery_mode=2, message_id=request_id))
        except (pika.exceptions.UnroutableError, pika.exceptions.NackError) as refused:
            print(f"The broker did not take it: {type(refused).__name__}", file=sys.stderr)
            return 1
        for _, _, text in channel.consume(answers, auto_ack=True, inactivity_timeout=float(os.environ.get("ANSWER_LIMIT", "60"))):
            if text is None:
                print("No answer yet", file=sys.stderr)
                return 75
            answer = json.loads(text)["message"]
            if answer.get("requestId") == request_id:
                break
    if not answer["taken"]:
        print(f"Refused: {answer['reason']}", file=sys.stderr)
        return 1
    print(answer["jobId"])
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except pika.exceptions.AMQPError as failure:
        print(f"The broker refused: {failure!r}", file=sys.stderr)
        sys.exit(1)
