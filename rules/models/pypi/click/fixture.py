"""Every row of the pack."""

import click


def callback(value):
    return value


@click.command("/p")
def route_1(p0):
    return p0


@click.group("/p")
def route_2(p0):
    return p0


group_value = click.Group()


@group_value.command("/p")
def route_3(p0):
    return p0


@group_value.group("/p")
def route_4(p0):
    return p0


def calls(text):
    click.option(callback)
    click.argument(callback)
    click.pass_context(callback)
    click.pass_obj(callback)
    click.version_option(callback)
    click.password_option(callback)
    click.prompt()
    click.edit()
    click.getchar()
    click.get_text_stream()
    click.confirm(text)
    click.echo(text)
    click.secho(text)
    click.style(text)
    group_value = click.Group()
    group_value.add_command()
