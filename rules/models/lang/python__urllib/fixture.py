"""Every row of the pack."""

import urllib


def calls(text):
    for item in urllib.request.urlopen(text): print(item)
    print(urllib.request.urlopen(text).status)
    print(urllib.request.urlopen(text).headers)
    urllib.request.urlopen(text).read()
    urllib.request.urlopen(text).readlines()
    urllib.request.urlopen(text).geturl()
    urllib.request.urlopen(text).getcode()
    urllib.request.urlopen(text).info()
    urllib.urlopen(text)
    urllib.request.urlretrieve(text, text)
    urllib.request.pathname2url(text)
    urllib.parse.urlparse(text)
    urllib.parse.urlsplit(text)
    urllib.parse.urlunparse(text)
    urllib.parse.urlunsplit(text)
    urllib.parse.urljoin(text)
    urllib.parse.urldefrag(text)
    urllib.parse.quote(text)
    urllib.parse.quote_plus(text)
    urllib.parse.unquote(text)
    urllib.parse.unquote_plus(text)
    urllib.parse.urlencode(text)
    urllib.parse.parse_qs(text)
    urllib.parse.parse_qsl(text)
    request_value = urllib.Request(text)
