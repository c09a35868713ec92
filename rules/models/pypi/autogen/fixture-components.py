from autogen_core.code_executor import CodeExecutor
from autogen_core.tools import BaseTool, BaseStreamTool


class Ping(BaseTool):
    async def run(self, args, cancellation_token):
        return args


class Watch(BaseStreamTool):
    async def run_stream(self, args, cancellation_token):
        yield args


class Executor(CodeExecutor):
    async def execute_code_blocks(self, code_blocks, cancellation_token):
        return [(block.language, block.code) for block in code_blocks]
