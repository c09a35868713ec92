"""Every row of the pack."""

from datasets import Dataset, load_dataset
from huggingface_hub import hf_hub_download, list_repo_files, snapshot_download, InferenceClient, MCPClient, login

client = InferenceClient(base_url="https://llm.example.com")


async def run(question: str, keys: dict) -> str:
    login(keys["a"])
    messages = [{"role": "user", "content": question}]
    text = client.chat.completions.create(model="a", messages=messages).choices[0].message.content + client.chat_completion(messages).choices[0].message.content
    for piece in client.text_generation(question, stream=True):
        text += piece
    text += client.conversational(question)["generated_text"] + client.summarization(question).summary_text + client.translation(question).translation_text
    text += client.question_answering(question=question, context=question).answer + client.image_to_text("a.png").generated_text + client.visual_question_answering(image="a.png", question=question)[0].answer
    client.feature_extraction(question), client.sentence_similarity(question, other_sentences=[]), client.text_classification(question), client.zero_shot_classification(question, candidate_labels=[]), client.text_to_image(question)
    async for chunk in MCPClient(model="a").run(question):
        print(chunk)
    path = hf_hub_download("unit/model", "config.json", revision="0123abc") + snapshot_download("unit/model", revision="0123abc")
    own = Dataset.from_list([question])
    Dataset.from_dict({"text": [question]}).add_item({"text": question})
    rows = load_dataset("unit/data", revision="0123abc", split="train")
    return text + path + str(rows) + str(list_repo_files("unit/model"))


def publish():
    import huggingface_hub

    huggingface_hub.create_repo("acme/tuned", private=False)
