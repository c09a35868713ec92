"""Every row of the pack."""

from transformers import AutoModelForCausalLM, AutoModelForSequenceClassification, AutoTokenizer, pipeline
from transformers import TextGenerationPipeline

tokenizer = AutoTokenizer.from_pretrained("org/model")
model = AutoModelForCausalLM.from_pretrained("org/model").to("cuda").eval().half().cuda()
judge = AutoModelForSequenceClassification.from_pretrained("org/judge")


def generate(question: str) -> str:
    inputs = tokenizer.apply_chat_template([{"role": "user", "content": question}], return_tensors="pt")
    text = tokenizer.decode(model.generate(inputs, max_new_tokens=100)[0])
    return text + model.chat(tokenizer, question, history=[])[0]


def pipelines(question: str, local: TextGenerationPipeline) -> str:
    text = pipeline("text-generation", model="org/model")(question)[0]["generated_text"] + local(question)[0]["generated_text"]
    label = pipeline("text-classification")(question)[0]["label"]
    return text if label == "safe" else str(judge(question))


def publish():
    import transformers

    transformers.TrainingArguments(output_dir="out", push_to_hub=True)
    transformers.AutoModelForCausalLM.from_pretrained("./tuned").push_to_hub("acme/tuned")
