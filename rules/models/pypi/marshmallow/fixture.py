"""Every row of the pack."""

import marshmallow


class MyStruct(marshmallow.Struct):
    name: str
    size: int


def calls(text):
    marshmallow.class_schema()
    marshmallow.convert(text)
    marshmallow.structure(text)
    marshmallow.json.decode(text)
    marshmallow.json.encode(text)
    marshmallow.check_type(text)
    schema_value = marshmallow.Schema()
    schema_value.load(text)
    schema_value.loads(text)
    schema_value.validate(text)
    schema_value.dump()
    schema_value.dumps()
    struct_value = marshmallow.Struct()
