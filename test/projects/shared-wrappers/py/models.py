from langchain_openai import AzureChatOpenAI, ChatOpenAI


class TeamChat(ChatOpenAI):
    max_tokens: int


class TeamAzureChat(AzureChatOpenAI):
    deployment_name: str


def create_model(azure):
    kind = TeamChat
    if azure:
        kind = TeamAzureChat
    return kind(model="gpt-4o", max_tokens=500)
