"""Every row of the pack."""

import fastapi


def callback(value):
    return value


def handler_1(p0):
    return p0


app_value = fastapi.FastAPI()


@app_value.get("/p")
def route_1(p0):
    return p0


@app_value.post("/p")
def route_2(p0):
    return p0


@app_value.put("/p")
def route_3(p0):
    return p0


@app_value.patch("/p")
def route_4(p0):
    return p0


@app_value.delete("/p")
def route_5(p0):
    return p0


@app_value.options("/p")
def route_6(p0):
    return p0


@app_value.head("/p")
def route_7(p0):
    return p0


@app_value.websocket("/p")
def route_8(p0):
    return p0


@app_value.api_route("/p")
def route_9(p0):
    return p0


@app_value.middleware("/p")
def route_10(p0, p1):
    return p0


@app_value.exception_handler("/p")
def route_11(p0, p1):
    return p0


def calls(text):
    fastapi.Depends()
    fastapi.Security()
    fastapi.Query()
    fastapi.Path()
    fastapi.Body()
    fastapi.Form()
    fastapi.File()
    fastapi.Header()
    fastapi.Cookie()
    fastapi.HTTPException(text, text)
    fastapi.HTMLResponse(text)
    fastapi.PlainTextResponse(text)
    fastapi.JSONResponse(text)
    fastapi.ORJSONResponse(text)
    fastapi.StreamingResponse(text)
    fastapi.EventSourceResponse(text)
    fastapi.RedirectResponse(text)
    fastapi.FileResponse(text)
    fastapi.jsonable_encoder(text)
    fastapi.run_in_threadpool(callback, text)
    app_value = fastapi.FastAPI()
    app_value.add_api_route(text, handler_1)
    app_value.add_api_websocket_route(text, handler_1)
    app_value.on_event(callback)
    app_value.include_router()
    app_value.add_middleware()
    app_value.mount()
    request_value = fastapi.Request()
    webSocket_value = fastapi.WebSocket()
    upload_value = fastapi.UploadFile()
    tasks_value = fastapi.BackgroundTasks()
    tasks_value.add_task(callback, text)
    response_value = fastapi.Response(text, media_type="text/html")
    credentials_value = fastapi.HTTPAuthorizationCredentials()
    print(credentials_value.credentials)
    print(credentials_value.password)
    print(credentials_value.username)
