from langchain_core.language_models import BaseChatModel


class Endpoint:
    def __init__(self, llm: BaseChatModel, tools: bool):
        self.llm = llm
        self.tools = tools

    def supports_tools(self):
        return self.tools
