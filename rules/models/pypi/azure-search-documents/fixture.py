"""Every row of the pack."""

from azure.search.documents import SearchClient, SearchIndexingBufferedSender

client = SearchClient("https://x.search.windows.net", "docs", None)


def run(question: str, docs: list) -> list:
    client.upload_documents(docs), client.merge_documents(docs), client.merge_or_upload_documents(docs)
    client.delete_documents(docs), client.autocomplete(question, "s"), client.suggest(question, "s")
    sender = SearchIndexingBufferedSender("https://x.search.windows.net", "docs", None)
    sender.upload_documents(docs), sender.merge_or_upload_documents(docs)
    return [client.get_document("1"), *client.search(search_text=question, filter="owner eq 'a'")]
