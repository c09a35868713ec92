"""Every row of the pack."""

import langfuse


def callback(value):
    return value


def calls(text):
    langfuse.observe(callback)
    langfuse.track(callback)
    langfuse.traceable(callback)
    langfuse.traced(callback)
    langfuse.trace(callback)
    langfuse.op(callback)
    langfuse.workflow(callback)
    langfuse.task(callback)
    langfuse.agent(callback)
    langfuse.tool(callback)
    langfuse.instrument(callback)
    langfuse.retry(callback)
    langfuse.operation(callback)
    langfuse.session(callback)
    langfuse.wrap_openai()
    langfuse.wrap_anthropic()
    langfuse.track_openai()
    langfuse.track_anthropic()
    langfuse.patch()
    langfuse.monitor()
    limiter_value = langfuse.Limiter()
    client_value = langfuse.Langfuse()
    langfuse.get_client().create_dataset_item(input=text, expected_output=text)
    client_value.create_example(text, outputs=text)
    client_value.create_examples(inputs=text)
    limiter_value.limit(callback)
    limiter_value.exempt(callback)
    limiter_value.shared_limit(callback)
