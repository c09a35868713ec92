"""Every row of the pack."""

import bs4


def calls(text):
    bs4.BeautifulSoup(text)
    bs4.html2text(text)
    bs4.HTML2Text()
    bs4.markdownify(text)
    bs4.Document(text)
    bs4.get_text(text)
