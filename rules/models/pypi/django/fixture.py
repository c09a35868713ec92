"""Every row of the pack."""

import django


def callback(value):
    return value


class MyView(django.View):
    def get(self, p0, p1, p2, p3):
        print(p0)

    def post(self, p0, p1, p2, p3):
        print(p0)

    def put(self, p0, p1, p2, p3):
        print(p0)

    def patch(self, p0, p1, p2, p3):
        print(p0)

    def delete(self, p0, p1, p2, p3):
        print(p0)

    def list(self, p0, p1, p2, p3):
        print(p0)

    def create(self, p0, p1, p2, p3):
        print(p0)

    def retrieve(self, p0, p1, p2, p3):
        print(p0)

    def update(self, p0, p1, p2, p3):
        print(p0)

    def partial_update(self, p0, p1, p2, p3):
        print(p0)

    def destroy(self, p0, p1, p2, p3):
        print(p0)

    def dispatch(self, p0, p1, p2, p3):
        print(p0)


class MyConsumer(django.WebsocketConsumer):
    def receive(self, p0, p1):
        return p0

    def receive_json(self, p0):
        return p0


class MyCommand(django.BaseCommand):
    def handle(self, p0, p1):
        return p0


def handler_1(p0, p1, p2, p3, p4):
    print(p0.GET)
    print(p0.POST)
    print(p0.body)
    print(p0.FILES)
    print(p0.COOKIES)
    print(p0.META)
    print(p0.headers)
    print(p0.path)
    print(p0.path_info)
    print(p0.data)
    print(p0.query_params)
    print(p0.session)
    print(p0.user)
    print(p0.auth)
    print(p0.method)
    p0.GET.get()
    p0.GET.getlist()
    p0.POST.get()
    p0.POST.getlist()
    p0.headers.get()
    p0.COOKIES.get()
    p0.FILES.get()
    p0.META.get()
    p0.data.get()
    p0.query_params.get()
    p0.session.get()
    p0.read()
    p0.get_full_path()
    p0.build_absolute_uri()


@django.require_POST("/p")
def route_1(p0, p1, p2, p3, p4):
    print(p0)


@django.require_GET("/p")
def route_2(p0, p1, p2, p3, p4):
    print(p0)


@django.require_http_methods("/p")
def route_3(p0, p1, p2, p3, p4):
    print(p0)


@django.csrf_exempt("/p")
def route_4(p0, p1, p2, p3, p4):
    print(p0)


@django.api_view("/p")
def route_5(p0, p1, p2, p3, p4):
    print(p0)


@django.login_required("/p")
def route_6(p0, p1, p2, p3, p4):
    print(p0)


router_value = django.NinjaAPI()


@router_value.get("/p")
def route_7(p0, p1, p2, p3, p4):
    print(p0)


@router_value.post("/p")
def route_8(p0, p1, p2, p3, p4):
    print(p0)


@router_value.put("/p")
def route_9(p0, p1, p2, p3, p4):
    print(p0)


@router_value.patch("/p")
def route_10(p0, p1, p2, p3, p4):
    print(p0)


@router_value.delete("/p")
def route_11(p0, p1, p2, p3, p4):
    print(p0)


def calls(text):
    django.path(text, handler_1)
    django.re_path(text, handler_1)
    django.urls.path(text, handler_1)
    django.urls.re_path(text, handler_1)
    django.action(callback)
    django.mark_safe(text)
    django.SafeString(text)
    django.format_html(text)
    django.escape(text)
    django.conditional_escape(text)
    django.escapejs(text)
    django.strip_tags(text)
    django.get_valid_filename(text)
    django.slugify(text)
    django.RawSQL(text)
    django.HttpResponse(text, content_type="text/html")
    django.JsonResponse(text)
    django.Response(text)
    django.StreamingHttpResponse(text)
    django.HttpResponseRedirect(text)
    django.redirect(text)
    django.FileResponse()
    django.render()
    django.render_to_string()
    django.get_object_or_404()
    django.sync_to_async()
    restRequest_value = django.Request()
    view_value = django.View()
    print(view_value.request)
    print(view_value.kwargs)
    print(view_value.args)
    serializer_value = django.Serializer()
    print(serializer_value.validated_data)
    print(serializer_value.cleaned_data)
    print(serializer_value.data)
    serializer_value.is_valid()
    serializer_value.errors()
    consumer_value = django.WebsocketConsumer()
    print(consumer_value.scope)
    router_value = django.NinjaAPI()
    model_value = django.Model()
    model_value.objects.raw(text)
    model_value.objects.extra(where=text, select=text)
    model_value.objects.get()
    model_value.objects.filter()
    model_value.objects.create(text)
    model_value.objects.all()
    template_value = django.Template(text)
    template_value.render()
    command_value = django.BaseCommand()
    print(django.connection.cursor().description)
    django.connection.cursor().execute(text)
    django.connection.cursor().executemany(text)
    django.connection.cursor().fetchone()
    django.connection.cursor().fetchall()
    print(django.db.connection)
    print(django.settings)
    print(django.conf.settings)
