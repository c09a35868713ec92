"""Every row of the pack."""

import starlette


def callback(value):
    return value


class MyEndpoint(starlette.HTTPEndpoint):
    def get(self, p0):
        print(p0)

    def post(self, p0):
        print(p0)

    def put(self, p0):
        print(p0)

    def patch(self, p0):
        print(p0)

    def delete(self, p0):
        print(p0)


class MySocketEndpoint(starlette.WebSocketEndpoint):
    def on_receive(self, p0, p1):
        print(p0)


def handler_1(p0):
    print(p0)


app_value = starlette.Starlette()


@app_value.route("/p")
def route_1(p0):
    print(p0)


@app_value.websocket_route("/p")
def route_2(p0):
    print(p0)


def calls(text):
    starlette.HTMLResponse(text)
    starlette.PlainTextResponse(text)
    starlette.JSONResponse(text)
    starlette.ORJSONResponse(text)
    starlette.StreamingResponse(text)
    starlette.EventSourceResponse(text)
    starlette.RedirectResponse(text)
    starlette.FileResponse(text)
    starlette.BackgroundTask(callback, text)
    starlette.run_in_threadpool(callback, text)
    starlette.iterate_in_threadpool(text)
    request_value = starlette.Request()
    print(request_value.query_params)
    print(request_value.path_params)
    print(request_value.headers)
    print(request_value.cookies)
    print(request_value.url)
    print(request_value.session)
    print(request_value.user)
    print(request_value.client)
    print(request_value.method)
    print(request_value.state)
    print(request_value.app)
    request_value.json()
    request_value.body()
    request_value.form()
    request_value.stream()
    request_value.query_params.get()
    request_value.headers.get()
    request_value.cookies.get()
    request_value.is_disconnected()
    request_value.app.state()
    webSocket_value = starlette.WebSocket()
    webSocket_value.receive()
    webSocket_value.receive_text()
    webSocket_value.receive_json()
    webSocket_value.receive_bytes()
    webSocket_value.iter_text()
    webSocket_value.iter_json()
    webSocket_value.iter_bytes()
    webSocket_value.accept()
    webSocket_value.close()
    webSocket_value.send_text(text)
    webSocket_value.send_json(text)
    upload_value = starlette.UploadFile()
    print(upload_value.filename)
    print(upload_value.file)
    print(upload_value.content_type)
    print(upload_value.headers)
    print(upload_value.size)
    upload_value.read()
    upload_value.file.read()
    upload_value.seek()
    upload_value.close()
    backgroundTasks_value = starlette.BackgroundTasks()
    backgroundTasks_value.add_task(callback, text)
    response_value = starlette.Response(text, media_type="text/html")
    response_value.set_cookie()
    route_value = starlette.Route(text, handler_1)
    app_value = starlette.Starlette()
    app_value.add_route(text, handler_1)
    endpoint_value = starlette.HTTPEndpoint()
    socketEndpoint_value = starlette.WebSocketEndpoint()
