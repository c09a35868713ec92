"""Every row of the pack."""

import flask_socketio


def callback(value):
    return value


def handler_1(p0):
    return p0


socketIO_value = flask_socketio.SocketIO()


@socketIO_value.on("/p")
def route_1(p0):
    return p0


@socketIO_value.event("/p")
def route_2(p0):
    return p0


sock_value = flask_socketio.Sock()


@sock_value.route("/p")
def route_3(p0, p1):
    p0.receive()
    p0.send(text)


def calls(text):
    flask_socketio.emit(text, text)
    flask_socketio.send(text)
    socketIO_value = flask_socketio.SocketIO()
    socketIO_value.on_event(text, handler_1)
    socketIO_value.emit(text, text)
    socketIO_value.send(text)
    socketIO_value.start_background_task(callback, text)
    socketIO_value.run()
    sock_value = flask_socketio.Sock()
