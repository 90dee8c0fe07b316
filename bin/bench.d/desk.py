"""The desk's API, asked by somebody who signed in; what the benchmarks publish with."""

import http.cookiejar
import json
import urllib.request


class Desk:
    """A session at SITE as the person whom the benchmarks made."""

    def __init__(self, site):
        self.site = site
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.ask("/sign-in", {"email": "davit@paper.example", "password": "four words of no meaning"})

    def ask(self, path, data=None):
        """The answer to a GET, or to a POST of DATA."""
        body = None if data is None else json.dumps(data).encode()
        headers = {"Content-Type": "application/json", "Origin": self.site}
        request = urllib.request.Request(f"{self.site}/desk/api{path}", body, headers)
        with self.opener.open(request) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def act(self, text, what):
        """Does something with a text as it was just answered, and gives back the article."""
        return self.ask(f"/articles/{text['id']}/{what}", {"version": text["version"], "revision": text["draft"]})
