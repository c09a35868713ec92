from langchain.chains import LLMChain


def call_model(model, prompt, variables, settings=None, **options):
    chain = LLMChain(llm=model, prompt=prompt)
    return guarded(chain.run, variables, settings=settings, **options)


def guarded(func, *args, settings=None, **options):
    try:
        return func(*args, **options)  # want: unseparated-prompt
    except ValueError as error:
        raise RuntimeError("the model failed") from error
