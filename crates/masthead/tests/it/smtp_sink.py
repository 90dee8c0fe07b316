"""A mail server for tests: smtp_sink.py PORT FOLDER puts each letter it takes into FOLDER. Needs aiosmtpd."""

import os
import sys
import time

from aiosmtpd.controller import Controller


class Sink:
    taken = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken += 1
        path = os.path.join(sys.argv[2], f"{self.taken:04}.eml")
        with open(path + ".part", "wb") as file:
            file.write(envelope.content)
        os.rename(path + ".part", path)
        return "250 OK"


Controller(Sink(), hostname="127.0.0.1", port=int(sys.argv[1])).start()
print("ready", flush=True)
while True:
    time.sleep(60)
