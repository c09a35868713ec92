"""Every row of the pack."""

import yaml


def calls(text):
    yaml.load(text)
    yaml.load_all(text)
    yaml.unsafe_load(text)
    yaml.unsafe_load_all(text)
    yaml.full_load(text)
    yaml.full_load_all(text)
    yaml.safe_load(text)
    yaml.safe_load_all(text)
    yaml.dump(text)
    yaml.safe_dump(text)
