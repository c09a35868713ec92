"""Every row of the pack."""

import tweepy


def calls(text):
    client_value = tweepy.Client()
    client_value.create_tweet(text=text)
    api_value = tweepy.API()
    api_value.update_status(text)
