#!/usr/bin/env python3
"""Prints what becomes of requests, one JSON object a line, until it is interrupted; with pika (package python3-pika).

usage: listen.py [COUNT]     ends after so many answers

RABBITMQ_URL   amqp://USER:PASSWORD@HOST:5672/VHOST, where %2F means the virtual host "/"

Prints "listening" to standard error as soon as nothing can be missed. Exit code: 0 after COUNT answers, 1 when the broker refused,
64 for a wrong command line, 130 when it was interrupted.
"""
import json
import os
import sys

import pika


def main(arguments):
    if len(arguments) > 1 or not all(argument.isdigit() for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 64
    left = int(arguments[0]) if arguments else None
    with pika.BlockingConnection(pika.URLParameters(os.environ["RABBITMQ_URL"])) as connection:
        channel = connection.channel()
        # A queue of its own, which ends with it: several may listen, and none takes an answer away from another.
        queue = channel.queue_declare("", exclusive=True).method.queue
        channel.queue_bind(queue, "Transcoder.Contracts:RequestAnswered")
        print("listening", file=sys.stderr, flush=True)
        for _, _, text in channel.consume(queue, auto_ack=True):
            # Messages come in an envelope.
            print(json.dumps(json.loads(text)["message"]), flush=True)
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
