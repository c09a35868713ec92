import os

from source import pieces, replies, reply


def run_streamed(wish: str):
    os.system("".join(pieces(wish)))  # want: model-output-to-shell


async def run_all(wishes: list[str]):
    for command in await replies(wishes):
        os.system(command)  # want: model-output-to-shell


async def run_one(wish: str):
    command = (await reply(wish)).strip()
    os.popen(command)  # want: model-output-to-shell


async def count(wish: str):
    os.system(f"echo {len(await reply(wish))}")  # ok: model-output-to-shell


def show_streamed(wish: str):
    for piece in pieces(wish):
        print(piece, end="")  # ok: model-output-to-shell
