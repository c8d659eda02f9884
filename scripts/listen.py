#!/usr/bin/env python3
"""Prints what becomes of requests and of jobs, one JSON object a line, until it is interrupted; with pika (package python3-pika).

usage: listen.py [RequestAnswered|JobChanged] [COUNT]     only one kind of message; ends after so many

RABBITMQ_URL   amqp://USER:PASSWORD@HOST:5672/VHOST, where %2F means the virtual host "/"

Prints "listening" to standard error as soon as nothing can be missed. Exit code: 0 after COUNT messages, 1 when the broker refused,
64 for a wrong command line, 130 when it was interrupted.
"""
import json
import os
import sys

import pika

KINDS = ["RequestAnswered", "JobChanged"]


def main(arguments):
    kinds = [arguments.pop(0)] if arguments and arguments[0] in KINDS else KINDS
    if len(arguments) > 1 or not all(argument.isdigit() for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 64
    left = int(arguments[0]) if arguments else None
    with pika.BlockingConnection(pika.URLParameters(os.environ["RABBITMQ_URL"])) as connection:
        channel = connection.channel()
        # A queue of its own, which ends with it: several may listen, and none takes a message away from another.
        queue = channel.queue_declare("", exclusive=True).method.queue
        for kind in kinds:
            channel.queue_bind(queue, f"Transcoder.Contracts:{kind}")
        print("listening", file=sys.stderr, flush=True)
        for delivery, _, text in channel.consume(queue, auto_ack=True):
            # Messages come in an envelope.
            print(json.dumps({"kind": delivery.exchange.split(":")[-1], **json.loads(text)["message"]}), flush=True)
            if left is not None:
                left -= 1
                if left <= 0:
                    return 0
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except pika.exceptions.AMQPError as failure:
        print(f"The broker refused: {failure!r}", file=sys.stderr)
        sys.exit(1)
