#!/usr/bin/env python3
"""Keeps many lines to a live report open, publishes posts, and prints how soon the readers heard of each.

live-readers.py PORT PID READERS POSTS
"""

import asyncio
import sys
import time

from desk import Desk

port, pid, readers, posts = (int(argument) for argument in sys.argv[1:])
SLUG = "merrow-port-vote-live"
desk = Desk(f"http://127.0.0.1:{port}")


def resident():
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) * 1024


def publish(number):
    """A new post on top; gives back its name."""
    before = desk.ask(f"/articles/{article}")
    content, name = before["content"], f"bench{number}"
    said = {"type": "paragraph", "attrs": {"id": f"{name}p"}, "content": [{"type": "text", "text": "Counting goes on."}]}
    first = next(block for block in content["body"]["content"] if block["type"] == "post")
    attrs = {**first["attrs"], "id": name, "title": f"Count {number}"}
    content["body"]["content"].insert(content["body"]["content"].index(first), {"type": "post", "attrs": attrs, "content": [said]})
    saved = desk.ask(f"/articles/{article}/revisions", {"version": before["version"], "content": content, "section": before["section"]})
    approved = desk.act(saved, "approve")
    began = time.perf_counter()
    desk.act(approved, "publish")
    return name, began, time.perf_counter() - began


heard = {}


async def reader(ready):
    """As a browser's EventSource asks."""
    stream, out = await asyncio.open_connection("127.0.0.1", port)
    out.write(f"GET /en/post/{SLUG}/live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\n\r\n".encode())
    first = True
    while line := await stream.readline():
        if line.startswith(b"HTTP/1.1 ") and b" 200 " not in line:
            raise SystemExit(f"a line was refused: {line}")
        if not line.startswith(b"data:"):
            continue
        if first:
            first = False
            ready.release()
        newest = line[5:].split()[0].decode()
        heard.setdefault(newest, []).append(time.perf_counter())


async def main():
    before = resident()
    ready = asyncio.Semaphore(0)
    lines = []
    for _ in range(readers):
        lines.append(asyncio.create_task(reader(ready)))
        if len(lines) % 200 == 0:
            await asyncio.sleep(0.05)
    for _ in range(readers):
        await ready.acquire()
    print(f"{readers} lines open, {(resident() - before) / readers:.0f} bytes each")
    middle, last, act = [], [], []
    for number in range(posts):
        name, began, took = await asyncio.to_thread(publish, number)
        for _ in range(1000):
            if len(heard.get(name, [])) == readers:
                break
            await asyncio.sleep(0.01)
        times = sorted(at - began for at in heard.get(name, []))
        if len(times) < readers:
            raise SystemExit(f"{readers - len(times)} readers never heard of {name}")
        act.append(took)
        middle.append(times[len(times) // 2])
        last.append(times[-1])
        await asyncio.sleep(0.5)
    for what, figures in ("publishing itself", act), ("the middle reader heard", middle), ("the last reader heard", last):
        figures.sort()
        print(f"{what} after {figures[len(figures) // 2] * 1000:.0f} ms in the middle, {figures[-1] * 1000:.0f} ms at most")
    for line in lines:
        line.cancel()


article = next(one["id"] for one in desk.ask("/articles?edition=en&kind=live")["articles"] if one["slug"] == SLUG)
asyncio.run(main())
