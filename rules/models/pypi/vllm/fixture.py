"""Every row of the pack."""

from vllm import LLM, SamplingParams

llm = LLM(model="org/model")


def run(question: str) -> str:
    llm.encode(question), llm.embed(question)
    text = llm.generate([question], SamplingParams(max_tokens=100))[0].outputs[0].text
    return text + llm.chat([{"role": "user", "content": question}])[0].outputs[0].text
