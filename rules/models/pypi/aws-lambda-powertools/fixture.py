"""Every row of the pack."""

import aws_lambda_powertools


def callback(value):
    return value


resolver_value = aws_lambda_powertools.APIGatewayRestResolver()


@resolver_value.get("/p")
def route_1(p0):
    return p0


@resolver_value.post("/p")
def route_2(p0):
    return p0


@resolver_value.put("/p")
def route_3(p0):
    return p0


@resolver_value.patch("/p")
def route_4(p0):
    return p0


@resolver_value.delete("/p")
def route_5(p0):
    return p0


@resolver_value.route("/p")
def route_6(p0):
    return p0


def calls(text):
    aws_lambda_powertools.lambda_handler(callback)
    aws_lambda_powertools.inject_lambda_context(callback)
    event_value = aws_lambda_powertools.APIGatewayProxyEvent()
    print(event_value.body)
    print(event_value.json_body)
    print(event_value.decoded_body)
    print(event_value.queryStringParameters)
    print(event_value.query_string_parameters)
    print(event_value.pathParameters)
    print(event_value.path_parameters)
    print(event_value.headers)
    print(event_value.rawPath)
    print(event_value.inputTranscript)
    resolver_value = aws_lambda_powertools.APIGatewayRestResolver()
    print(resolver_value.current_request.json_body)
    print(resolver_value.current_request.raw_body)
    print(resolver_value.current_request.query_params)
    print(resolver_value.current_event)
    resolver_value.lambda_function(callback)
