"""Every row of the pack."""

import wikipedia
from duckduckgo_search import DDGS, ddg
from exa_py import Exa
from firecrawl import FirecrawlApp
from googlesearch import search
from serpapi import GoogleSearch
from tavily import TavilyClient
from youtube_transcript_api import YouTubeTranscriptApi

tavily = TavilyClient()
exa = Exa()
fire = FirecrawlApp(api_url="https://scrape.example.com")


async def run(question: str, url: str) -> str:
    text = tavily.search(question)["results"][0]["content"] + tavily.qna_search(question) + tavily.get_search_context(question) + str(tavily.get_company_info(question))
    text += str(tavily.extract(urls=[url])) + str(tavily.crawl(url)) + str(tavily.map(url)) + str(list(search(question)))
    text += exa.search_and_contents(question).results[0].text + exa.get_contents([url]).results[0].text + exa.answer(question).answer + str(exa.stream_answer(question))
    text += str(exa.find_similar(url)) + str(exa.find_similar_and_contents(url))
    news = DDGS()
    text += str(news.text(question)) + str(news.news(question)) + str(news.images(question)) + str(news.videos(question)) + str(news.answers(question)) + str(await news.atext(question)) + str(ddg(question))
    google = GoogleSearch({"q": question})
    text += google.get_dict()["organic_results"][0]["snippet"] + google.get_json() + str(google.get_dictionary()) + str(google.results())
    text += wikipedia.summary(question) + wikipedia.page(question).content + wikipedia.page(question).title + wikipedia.page(question).text
    text += str(YouTubeTranscriptApi.get_transcript("a")) + str(YouTubeTranscriptApi.list_transcripts("a")) + str(YouTubeTranscriptApi().fetch("a")) + str(YouTubeTranscriptApi().list("a"))
    text += fire.scrape_url(url)["markdown"] + fire.scrape(url).markdown + str(fire.crawl_url(url)) + str(fire.async_crawl_url(url)) + str(fire.batch_scrape([url])) + str(fire.map_url(url))
    return text + str(fire.search(question)) + str(fire.extract([url])) + str(fire.check_crawl_status("a"))
