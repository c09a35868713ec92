"""Every row of the pack."""

from xai_sdk import AsyncClient, Client
from xai_sdk.chat import assistant, system, user

client = Client()
later = AsyncClient()


async def run(text: str) -> None:
    chat = client.chat.create(model="grok-4", messages=[system("Be brief.")], max_tokens=100)
    chat.append(user(text)), chat.append(assistant("Yes."))
    chat.sample(), chat.stream(), chat.sample_batch(2), chat.parse(dict)
    client.image.sample(text, "grok-image"), await later.image.sample_batch(text, "grok-image", 2)
