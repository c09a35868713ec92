"""Every row of the pack."""

from datetime import datetime

from graphiti_core import Graphiti

graph = Graphiti("bolt://localhost:7687", "neo4j", None)


async def learn(text: str, when: datetime) -> list:
    await graph.add_episode(name="note", episode_body=text, source_description="a note", reference_time=when)
    await graph.add_episode_bulk([])
    await graph.build_communities(group_ids=["notes"])
    found = [*await graph.search(text), *await graph.retrieve_episodes(when)]
    return [*found, *(await graph.search_(text)).edges]
