"""Every row of the pack."""

import http.client


class MyHandler(http.client.BaseHTTPRequestHandler):
    def do_GET(self):
        return self

    def do_POST(self):
        return self

    def do_PUT(self):
        return self


def calls(text):
    connection_value = http.client.HTTPConnection(text)
    connection_value.request(text, text)
    connection_value.getresponse()
    handler_value = http.client.BaseHTTPRequestHandler()
    print(handler_value.path)
    print(handler_value.headers)
    print(handler_value.requestline)
    handler_value.rfile.read()
    handler_value.wfile.write(text)
