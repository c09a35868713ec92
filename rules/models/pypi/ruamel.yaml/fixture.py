"""Every row of the pack."""

import ruamel.yaml


def calls(text):
    yAML_value = ruamel.yaml.YAML()
    yAML_value.load(text)
