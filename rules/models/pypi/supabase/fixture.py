"""Every row of the pack."""

from supabase import Client, acreate_client, create_async_client, create_client


def run(client: Client, vector: list) -> str:
    return client.rpc("match_documents", {"query_embedding": vector}).limit(3).eq("a", 1).execute().data[0]["content"]


async def made(url: str, keys: dict):
    return create_client(url, keys["a"]), await acreate_client(url, keys["a"]), await create_async_client(url, keys["a"])
