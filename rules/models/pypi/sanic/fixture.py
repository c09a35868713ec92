"""Every row of the pack."""

import sanic


def handler_1(p0, p1, p2):
    print(p0)


@sanic.route("/p")
def route_1(p0):
    return p0


@sanic.get("/p")
def route_2(p0):
    return p0


@sanic.post("/p")
def route_3(p0):
    return p0


@sanic.put("/p")
def route_4(p0):
    return p0


@sanic.patch("/p")
def route_5(p0):
    return p0


@sanic.delete("/p")
def route_6(p0):
    return p0


@sanic.websocket("/p")
def route_7(p0):
    return p0


@sanic.view_config("/p")
def route_8(p0):
    print(p0)


@sanic.expose("/p")
def route_9(p0):
    return p0


app_value = sanic.Sanic()


@app_value.route("/p")
def route_10(p0, p1, p2, p3):
    print(p0)


@app_value.get("/p")
def route_11(p0, p1, p2, p3):
    print(p0)


@app_value.post("/p")
def route_12(p0, p1, p2, p3):
    print(p0)


@app_value.put("/p")
def route_13(p0, p1, p2, p3):
    print(p0)


@app_value.patch("/p")
def route_14(p0, p1, p2, p3):
    print(p0)


@app_value.delete("/p")
def route_15(p0, p1, p2, p3):
    print(p0)


@app_value.websocket("/p")
def route_16(p0, p1):
    print(p0)
    for item in p1: print(item)
    p1.recv()
    p1.send()


def calls(text):
    sanic.response.html(text)
    sanic.response.json(text)
    sanic.response.text(text)
    sanic.response.redirect(text)
    sanic.response.file(text)
    sanic.html(text)
    sanic.json(text)
    sanic.text(text)
    sanic.redirect(text)
    sanic.static_file(text)
    sanic.template(text)
    request_value = sanic.Request()
    print(request_value.json)
    print(request_value.form)
    print(request_value.args)
    print(request_value.body)
    print(request_value.query)
    print(request_value.forms)
    print(request_value.params)
    print(request_value.media)
    print(request_value.files)
    print(request_value.headers)
    print(request_value.cookies)
    print(request_value.query_params)
    print(request_value.path_params)
    print(request_value.matchdict)
    print(request_value.url)
    print(request_value.path)
    print(request_value.method)
    print(request_value.app)
    request_value.get_json()
    request_value.get_media()
    request_value.json()
    request_value.form()
    request_value.text()
    request_value.body()
    request_value.args.get()
    request_value.query.get()
    request_value.forms.get()
    request_value.params.get()
    request_value.headers.get()
    request_value.get_param()
    app_value = sanic.Sanic()
    app_value.add_route(handler_1)
    print(sanic.request)
