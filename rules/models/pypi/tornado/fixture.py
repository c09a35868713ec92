"""Every row of the pack."""

import tornado


class MyHandler(tornado.RequestHandler):
    def get(self, p0):
        return p0

    def post(self, p0):
        return p0

    def put(self, p0):
        return p0

    def patch(self, p0):
        return p0

    def delete(self, p0):
        return p0

    def on_message(self, p0):
        return p0


def calls(text):
    tornado.escape.xhtml_escape(text)
    tornado.escape.json_decode(text)
    tornado.escape.json_encode(text)
    tornado.escape.url_escape(text)
    handler_value = tornado.RequestHandler()
    print(handler_value.request.body)
    print(handler_value.request.arguments)
    print(handler_value.request.files)
    print(handler_value.request.headers)
    print(handler_value.request.uri)
    print(handler_value.request.path)
    print(handler_value.current_user)
    handler_value.get_argument()
    handler_value.get_arguments()
    handler_value.get_query_argument()
    handler_value.get_body_argument()
    handler_value.get_cookie()
    handler_value.get_secure_cookie()
    handler_value.request.headers.get()
    handler_value.write(text)
    handler_value.render()
    handler_value.finish(text)
    handler_value.redirect(text)
    handler_value.write_message(text)
    handler_value.set_header()
    client_value = tornado.AsyncHTTPClient()
    client_value.fetch(text)
