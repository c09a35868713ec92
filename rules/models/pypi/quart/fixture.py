"""Every row of the pack."""

import quart


def calls(text):
    quart.render_template_string(text)
    quart.render_template()
    quart.make_response(text)
    quart.jsonify(text)
    quart.redirect(text)
    quart.send_file(text)
    request_value = quart.Request()
    request_value.get_json()
    request_value.get_data()
    app_value = quart.Quart()
    print(quart.request)
    print(quart.websocket.args)
    print(quart.websocket.headers)
    quart.websocket.receive()
    quart.websocket.receive_json()
    quart.websocket.send()
    quart.websocket.send_json()
    print(quart.session)
