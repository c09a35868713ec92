"""Every row of the pack."""

import json

import boto3
from aiobotocore.session import get_session

runtime = boto3.client("bedrock-runtime", endpoint_url="https://bedrock.example.com")
agents = boto3.Session().client("bedrock-agent-runtime")
secrets = boto3.client("secretsmanager").get_secret_value(SecretId="a")["SecretString"]


def run(question: str) -> str:
    messages = [{"role": "user", "content": [{"text": question}]}]
    if runtime.apply_guardrail(guardrailIdentifier="a", source="INPUT", content=[{"text": {"text": question}}])["action"] == "GUARDRAIL_INTERVENED":
        return ""
    answer = runtime.converse(modelId="a", system=[{"text": "You help."}], messages=messages)
    print(answer["output"]["message"]["content"][0]["toolUse"]["input"])
    text = answer["output"]["message"]["content"][0]["text"]
    for event in runtime.converse_stream(modelId="a", messages=messages)["stream"]:
        text += event["contentBlockDelta"]["delta"]["text"]
    body = json.dumps({"anthropic_version": "bedrock-2023-05-31", "messages": messages, "max_tokens": 100})
    text += json.loads(runtime.invoke_model(modelId="a", body=body)["body"].read())["content"][0]["text"]
    for event in runtime.invoke_model_with_response_stream(modelId="a", body=body)["body"]:
        text += event["chunk"]["bytes"].decode()
    return text


def knowledge(question: str) -> str:
    text = agents.retrieve(knowledgeBaseId="a", retrievalQuery={"text": question})["retrievalResults"][0]["content"]["text"]
    text += agents.retrieve_and_generate(input={"text": question})["output"]["text"] + str(agents.retrieve_and_generate_stream(input={"text": question})["stream"])
    for event in agents.invoke_agent(inputText=question, agentId="a", agentAliasId="b", sessionId="c")["completion"]:
        text += event["chunk"]["bytes"].decode()
    agents.invoke_inline_agent(instruction="You help.", inputText=question, sessionId="c")
    boto3.client("bedrock-agent").create_agent(agentName="a", instruction="You help.")
    boto3.client("comprehend").detect_pii_entities(Text=question, LanguageCode="en")
    return text + str(get_session().create_client("bedrock-runtime"))
