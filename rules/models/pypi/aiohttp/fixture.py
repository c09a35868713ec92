"""Every row of the pack."""

import aiohttp


def handler_1(p0):
    print(p0.query)
    print(p0.match_info)
    print(p0.headers)
    print(p0.cookies)
    print(p0.url)
    print(p0.rel_url)
    print(p0.path)
    print(p0.query_string)
    print(p0.content)
    print(p0.method)
    print(p0.app)
    print(p0.remote)
    p0.json()
    p0.text()
    p0.read()
    p0.post()
    p0.multipart()
    p0.match_info.get()
    p0.query.get()
    p0.headers.get()
    p0.cookies.get()
    p0.app.get()


routes_value = aiohttp.RouteTableDef()


@routes_value.get("/p")
def route_1(p0):
    print(p0)


@routes_value.post("/p")
def route_2(p0):
    print(p0)


@routes_value.put("/p")
def route_3(p0):
    print(p0)


@routes_value.patch("/p")
def route_4(p0):
    print(p0)


@routes_value.delete("/p")
def route_5(p0):
    print(p0)


@routes_value.view("/p")
def route_6(p0):
    print(p0)


def calls(text):
    aiohttp.request(text, text)
    aiohttp.web.get(text, handler_1)
    aiohttp.web.post(text, handler_1)
    aiohttp.web.put(text, handler_1)
    aiohttp.web.delete(text, handler_1)
    aiohttp.web.Response(text=text, content_type="text/html")
    aiohttp.web.json_response(text)
    aiohttp.web.HTTPFound(text)
    aiohttp.web.FileResponse(text)
    reply_value = aiohttp.ClientResponse()
    print(reply_value.content)
    print(reply_value.headers)
    print(reply_value.url)
    print(reply_value.status)
    print(reply_value.ok)
    reply_value.json()
    reply_value.text()
    reply_value.read()
    reply_value.content.read()
    reply_value.content.iter_any()
    reply_value.content.iter_chunked()
    reply_value.raise_for_status()
    session_value = aiohttp.ClientSession()
    session_value.get(text)
    session_value.post(text)
    session_value.put(text)
    session_value.patch(text)
    session_value.delete(text)
    session_value.head(text)
    for item in session_value.ws_connect(text): print(item)
    session_value.ws_connect(text).receive()
    session_value.ws_connect(text).receive_str()
    session_value.ws_connect(text).receive_json()
    session_value.ws_connect(text).send_str()
    session_value.ws_connect(text).send_json()
    session_value.request(text, text)
    session_value.close()
    serverSocket_value = aiohttp.WebSocketResponse()
    for item in serverSocket_value: print(item)
    serverSocket_value.prepare()
    serverSocket_value.receive()
    serverSocket_value.receive_str()
    serverSocket_value.receive_json()
    serverSocket_value.send_str(text)
    serverSocket_value.send_json(text)
    routes_value = aiohttp.RouteTableDef()
    application_value = aiohttp.Application()
    application_value.router.add_get(text, handler_1)
    application_value.router.add_post(text, handler_1)
    application_value.router.add_put(text, handler_1)
    application_value.router.add_delete(text, handler_1)
    application_value.router.add_route(text, text, handler_1)
    application_value.add_routes()
