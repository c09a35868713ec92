from composio import ComposioToolSet, action
from composio.tools.base.local import LocalAction


class Ping(LocalAction):
    def execute(self, request, metadata):
        return request.host


@action(toolname="network")
def resolve(host: str) -> str:
    return host


tools = ComposioToolSet()
found = tools.get_tools(apps=[]), tools.get_actions(actions=[])
results = tools.execute_action("a", {}), tools.execute_tool_calls(None), tools.handle_tool_calls(None)
