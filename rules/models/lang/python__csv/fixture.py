"""Every row of the pack."""

import csv


def calls(text):
    csv.reader(text)
    csv.DictReader(text)
    csv.writer()
    csv.DictWriter()
    config_value = csv.ConfigParser()
    print(config_value.anything)
    for item in config_value: print(item)
    config_value.get()
    config_value.getint()
    config_value.getboolean()
    config_value.items()
    config_value.read()
