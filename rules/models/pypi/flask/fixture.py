"""Every row of the pack."""

import flask


def callback(value):
    return value


class MyView(flask.MethodView):
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

    def dispatch_request(self, p0):
        return p0


def handler_1(p0):
    return p0


flask_value = flask.Flask()


@flask_value.route("/p")
def route_1(p0):
    return p0


@flask_value.get("/p")
def route_2(p0):
    return p0


@flask_value.post("/p")
def route_3(p0):
    return p0


@flask_value.put("/p")
def route_4(p0):
    return p0


@flask_value.patch("/p")
def route_5(p0):
    return p0


@flask_value.delete("/p")
def route_6(p0):
    return p0


@flask_value.websocket("/p")
def route_7(p0):
    return p0


@flask_value.cli.command("/p")
def route_8(p0):
    return p0


def calls(text):
    flask.render_template_string(text)
    flask.render_template()
    flask.stream_template()
    flask.make_response(text)
    flask.jsonify(text)
    flask.json.jsonify(text)
    flask.stream_with_context(text)
    flask.copy_current_request_context(callback)
    flask.login_required(callback)
    flask.redirect(text)
    flask.send_file(text)
    flask.send_from_directory(text)
    flask.url_for(text)
    flask.flash()
    flask.abort()
    flask.secure_filename(text)
    flask.utils.secure_filename(text)
    flask.security.generate_password_hash()
    flask.security.check_password_hash()
    flask.safe_join(text, text)
    flask.utils.safe_join(text, text)
    flask.security.safe_join(text, text)
    flask.Markup(text)
    flask.escape(text)
    request_value = flask.Request()
    print(request_value.json)
    print(request_value.args)
    print(request_value.form)
    print(request_value.values)
    print(request_value.data)
    print(request_value.headers)
    print(request_value.cookies)
    print(request_value.files.anything.filename)
    print(request_value.files.anything.stream)
    print(request_value.files.anything.content_type)
    print(request_value.files.anything.mimetype)
    for item in request_value.files.anything: print(item)
    print(request_value.files.anything.content_length)
    request_value.files.anything.read()
    request_value.files.anything.save(text)
    request_value.files.anything.seek()
    request_value.files.anything.stream.read()
    print(request_value.files[0])
    print(request_value.view_args)
    print(request_value.path)
    print(request_value.full_path)
    print(request_value.url)
    print(request_value.base_url)
    print(request_value.query_string)
    print(request_value.stream)
    print(request_value.user_agent)
    print(request_value.referrer)
    print(request_value.authorization)
    print(request_value.method)
    print(request_value.remote_addr)
    print(request_value.is_json)
    print(request_value.content_length)
    print(request_value.endpoint)
    request_value.get_json()
    request_value.get_data()
    request_value.args.get()
    request_value.args.getlist()
    request_value.form.get()
    request_value.form.getlist()
    request_value.values.get()
    request_value.headers.get()
    request_value.cookies.get()
    request_value.files.get()
    request_value.files.getlist()
    request_value.stream.read()
    flask_value = flask.Flask()
    print(flask_value.config)
    flask_value.add_url_rule(text, text, handler_1)
    flask_value.before_request(callback)
    flask_value.after_request(callback)
    flask_value.teardown_request(callback)
    flask_value.errorhandler(callback)
    flask_value.context_processor(callback)
    flask_value.logger.info(text)
    flask_value.logger.debug(text)
    flask_value.logger.warning(text)
    flask_value.logger.error(text)
    flask_value.logger.exception(text)
    flask_value.register_blueprint()
    flask_value.run()
    view_value = flask.MethodView()
    response_value = flask.Response(text, mimetype="text/html", content_type="text/html")
    response_value.set_cookie()
    print(flask.request)
    print(flask.session.anything)
    flask.session.get()
    print(flask.current_user.id)
    print(flask.current_user.name)
    print(flask.current_user.email)
    print(flask.current_user.username)
    print(flask.current_user.is_authenticated)
