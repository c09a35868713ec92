"""Every row of the pack."""

import typer


def handler_1(p0):
    return p0


typer_value = typer.Typer()


@typer_value.command("/p")
def route_1(p0):
    return p0


@typer_value.callback("/p")
def route_2(p0):
    return p0


def calls(text):
    typer.run(handler_1)
    typer.Argument()
    typer.Option()
    typer.prompt()
    typer.edit()
    typer.confirm(text)
    typer.echo(text)
    typer.secho(text)
    typer.style(text)
    typer_value = typer.Typer()
    typer_value.add_typer()
