"""Every row of the pack."""

import trafilatura


def calls(text):
    trafilatura.fetch_url(text)
    trafilatura.fetch_response(text)
    trafilatura.extract(text)
    trafilatura.bare_extraction(text)
    trafilatura.parse()
    trafilatura.build()
    trafilatura.fulltext(text)
    trafilatura.summary()
    article_value = trafilatura.Article(text)
    print(article_value.text)
    print(article_value.title)
    print(article_value.html)
    print(article_value.summary)
    print(article_value.meta_description)
    article_value.download()
    article_value.parse()
    article_value.nlp()
    reddit_value = trafilatura.Reddit(client_secret=text, password=text)
    reddit_value.subreddit()
    reddit_value.submission()
    reddit_value.comment()
