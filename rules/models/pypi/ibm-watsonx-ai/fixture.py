"""Every row of the pack."""

from ibm_watson_machine_learning.foundation_models import Model
from ibm_watsonx_ai.foundation_models import Embeddings, ModelInference

model = ModelInference(model_id="ibm/granite", params={"max_new_tokens": 100, "max_tokens": 100})
old = Model(model_id="ibm/granite", params={"max_new_tokens": 100})


async def run(text: str) -> None:
    messages = [{"role": "user", "content": text}]
    model.chat(messages=messages), model.chat_stream(messages=messages), await model.achat(messages=messages)
    model.generate(text), await model.agenerate(text), old.generate_text(text), model.generate_text_stream(text)
    vectors = Embeddings(model_id="ibm/slate")
    vectors.embed_query(text), vectors.embed_documents([text])
