#!/usr/bin/env python3
"""Sends beacons at a rate, many in one write, and prints how many a second were answered.

views-beacons.py PORT ARTICLE KIND RATE SECONDS: KIND is `readers` (ever new ones), `again` (the same thousand) or
`nothing` (the same thousand, who ask not to be counted).
"""

import json
import socket
import sys
import time
import urllib.request

port, article, kind, rate, seconds = sys.argv[1:]
rate, seconds = int(rate), int(seconds)
AT_ONCE = 100

with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/views/{article}") as answer:
    tell = json.load(answer)["tell"]

run = time.time_ns()
quiet = "DNT: 1\r\n" if kind == "nothing" else ""


def beacon(number):
    reader = f"{run}-{number}" if kind == "readers" else number % 1000
    return (
        f"POST {tell}t.co HTTP/1.1\r\nHost: 127.0.0.1\r\n{quiet}"
        f"User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 {reader}\r\n"
        "Content-Length: 0\r\n\r\n"
    )


# Written down beforehand: what the sender costs while it is measured is no part of what beacons cost.
began = time.perf_counter()
batches = [
    "".join(beacon(first + number) for number in range(AT_ONCE)).encode()
    for first in range(0, rate * seconds + AT_ONCE if kind == "readers" else 1000, AT_ONCE)
]
# The token must be four seconds old.
time.sleep(max(0, 4.5 - (time.perf_counter() - began)))
stream = socket.create_connection(("127.0.0.1", int(port)))
stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
size = None
sent, began = 0, time.perf_counter()
while (passed := time.perf_counter() - began) < seconds:
    due = int(passed * rate) - sent
    if due < AT_ONCE:
        time.sleep(0.002)
        continue
    stream.sendall(batches[sent // AT_ONCE % len(batches)])
    if size is None:
        first = stream.recv(65536)
        size = first.index(b"\r\n\r\n") + 4
        got = len(first)
    else:
        got = 0
    while got < size * AT_ONCE:
        more = stream.recv(65536)
        if not more:
            sys.exit("The server hung up.")
        got += len(more)
    sent += AT_ONCE
print(f"{sent / (time.perf_counter() - began):.0f}")
