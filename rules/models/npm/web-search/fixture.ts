// Every row of the pack.
import { tavily } from "@tavily/core";
import Firecrawl from "@mendable/firecrawl-js";
import FirecrawlApp from "firecrawl";
import { search, searchNews } from "duck-duck-scrape";
import Exa from "exa-js";
import { getJson } from "serpapi";
import { content, page, summary } from "wikipedia";
import { YoutubeTranscript } from "youtube-transcript";

const client = tavily({});
const exa = new Exa();
const fire = new FirecrawlApp({ apiUrl: "https://scrape.example.com" });

export async function run(question: string, url: string) {
  let text = (await client.search(question)).results[0].content + (await client.searchQNA(question)) + (await client.searchContext(question)) + (await client.extract([url])).results[0].rawContent + (await client.crawl(url)) + (await client.map(url));
  text += (await exa.searchAndContents(question)).results[0].text + (await exa.getContents([url])).results[0].text + (await exa.findSimilar(url)) + (await exa.findSimilarAndContents(url)) + (await exa.answer(question)).answer + exa.streamAnswer(question);
  text += (await getJson({ q: question })).organic_results[0].snippet + (await search(question)).results[0].description + (await searchNews(question)) + (await page(question)) + (await summary(question)).extract + (await content(question));
  text += (await YoutubeTranscript.fetchTranscript("a"))[0].text + (await new Firecrawl().scrape(url)).markdown + (await fire.scrapeUrl(url)).markdown + (await fire.crawl(url)) + (await fire.crawlUrl(url)) + (await fire.asyncCrawlUrl(url));
  return text + (await fire.batchScrapeUrls([url])) + (await fire.mapUrl(url)) + (await fire.search(question)) + (await fire.extract([url])) + (await fire.checkCrawlStatus("a"));
}
