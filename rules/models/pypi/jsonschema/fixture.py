"""Every row of the pack."""

import jsonschema


def calls(text):
    jsonschema.validate(text)
    jsonschema.is_valid(text, text)
    jsonschema.compile()
    jsonschema.Schema()
    jsonschema.validators.validator_for()
    validator_value = jsonschema.Draft202012Validator()
    validator_value.validate(text)
    validator_value.is_valid(text)
    validator_value.iter_errors(text)
    validator_value(text)
