"""Every row of the pack."""

from mem0 import Memory, MemoryClient

memory = Memory.from_config({"version": "v1.1"})
client = MemoryClient()


def remember(text: str, user: str) -> str:
    memory.add(text, user_id=user)
    client.add([{"role": "user", "content": text}], user_id=user)
    found = memory.search(text, user_id=user)["results"] + memory.get_all(filters={"user_id": user})["results"]
    memory.update("1", text), memory.delete("1"), memory.delete_all(user_id=user)
    return str(found) + str(memory.get("1"))
