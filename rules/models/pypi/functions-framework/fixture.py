"""Every row of the pack."""

import functions_framework


def callback(value):
    return value


@functions_framework.http("/p")
def route_1(p0):
    return p0


@functions_framework.https_fn.on_request("/p")
def route_2(p0):
    return p0


@functions_framework.https_fn.on_call("/p")
def route_3(p0):
    print(p0)


app_value = functions_framework.FunctionApp()


@app_value.route("/p")
def route_4(p0):
    print(p0)


def calls(text):
    functions_framework.cloud_event(callback)
    functions_framework.HttpResponse(text, mimetype="text/html")
    azureRequest_value = functions_framework.HttpRequest()
    print(azureRequest_value.params)
    print(azureRequest_value.route_params)
    print(azureRequest_value.form)
    print(azureRequest_value.files)
    print(azureRequest_value.headers)
    print(azureRequest_value.url)
    azureRequest_value.get_json()
    azureRequest_value.get_body()
    azureRequest_value.params.get()
    azureRequest_value.headers.get()
    callableRequest_value = functions_framework.CallableRequest()
    print(callableRequest_value.data)
    print(callableRequest_value.auth)
    app_value = functions_framework.FunctionApp()
    app_value.function_name(callback)
