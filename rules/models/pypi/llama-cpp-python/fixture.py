"""Every row of the pack."""

from ctransformers import AutoModelForCausalLM, LLM
from gpt4all import Embed4All, GPT4All
from llama_cpp import Llama
from mlx_lm import generate, load, stream_generate

llm = Llama(model_path="m.gguf")
hub = Llama.from_pretrained(repo_id="a/b", filename="*.gguf")
local = GPT4All("m.gguf")
old = AutoModelForCausalLM.from_pretrained("a/b")
plain = LLM("m.bin")
model, tokenizer = load("a/b")


def run(text: str) -> None:
    messages = [{"role": "user", "content": text}]
    llm.create_chat_completion(messages=messages, max_tokens=200)
    hub.create_chat_completion_openai_v1(messages=messages, max_tokens=200)
    llm.create_completion(text, max_tokens=200), llm(text, max_tokens=200)
    llm.create_embedding(text), llm.embed(text)
    with local.chat_session(system_prompt="Be brief."):
        local.generate(text, max_tokens=200)
    Embed4All().embed(text)
    old(text, max_new_tokens=200), plain(text, max_new_tokens=200)
    generate(model, tokenizer, prompt=text), stream_generate(model, tokenizer, prompt=text)
