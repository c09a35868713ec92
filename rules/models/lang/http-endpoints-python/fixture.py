"""Every row of the pack."""

import httpx
import requests


def chat(question: str) -> str:
    messages = [{"role": "user", "content": question}]
    headers = {"Accept": "application/json"}
    text = requests.post("https://api.openai.com/v1/chat/completions", json={"model": "gpt-4o", "messages": messages}, headers=headers).json()["choices"][0]["message"]["content"]
    text += requests.post("https://openrouter.ai/api/chat/completions", json={"model": "a", "messages": messages}).json()["choices"][0]["message"]["content"]
    text += requests.post("https://api.openai.com/v1/completions", json={"model": "a", "prompt": question}).json()["choices"][0]["text"]
    text += requests.post("https://api.anthropic.com/v1/messages", json={"model": "a", "max_tokens": 100, "messages": messages}).json()["content"][0]["text"]
    text += requests.post("https://api.anthropic.com/v1/complete", json={"model": "a", "prompt": question}).json()["completion"]
    text += requests.post("https://api.openai.com/v1/responses", json={"model": "a", "input": question}).json()["output"][0]["content"][0]["text"]
    return text


def others(question: str) -> str:
    host = "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash"
    contents = [{"parts": [{"text": question}]}]
    text = httpx.post(f"{host}:generateContent", json={"contents": contents}).json()["candidates"][0]["content"]["parts"][0]["text"]
    text += httpx.post(f"{host}:streamGenerateContent", json={"contents": contents}).text
    text += httpx.post("http://localhost:11434/api/generate", json={"model": "llama3", "prompt": question, "stream": False}).json()["response"]
    text += httpx.post("http://localhost:11434/api/chat", json={"model": "llama3", "messages": [{"role": "user", "content": question}]}).json()["message"]["content"]
    text += httpx.post("https://api.cohere.com/v2/chat", json={"model": "command-r", "messages": []}).json()["message"]["content"][0]["text"]
    text += httpx.post("http://localhost:8080/generate", json={"inputs": question}).json()["generated_text"]
    text += httpx.post("http://localhost:8080/generate_stream", json={"inputs": question}).text
    httpx.post("https://api.openai.com/v1/embeddings", json={"model": "a", "input": question})
    httpx.post("http://localhost:11434/api/embeddings", json={"model": "a", "prompt": question})
    httpx.post("http://localhost:11434/api/embed", json={"model": "a", "input": question})
    httpx.post(f"{host}:embedContent", json={"content": {"parts": [{"text": question}]}})
    httpx.post(f"{host}:batchEmbedContents", json={"requests": [{"content": {"parts": [{"text": question}]}}]})
    httpx.post("https://api.mistral.ai/embeddings", json={"model": "a", "input": question})
    httpx.post("https://api.openai.com/v1/images/generations", json={"model": "a", "prompt": question})
    return text
