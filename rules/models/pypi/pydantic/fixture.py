"""Every row of the pack."""

import pydantic


def callback(value):
    return value


class MyModel(pydantic.BaseModel):
    name: str
    size: int


def calls(text):
    pydantic.Field()
    pydantic.PrivateAttr()
    pydantic.create_model()
    pydantic.field_validator(callback)
    pydantic.model_validator(callback)
    pydantic.validator(callback)
    pydantic.root_validator(callback)
    pydantic.computed_field(callback)
    pydantic.field_serializer(callback)
    pydantic.validate_call(callback)
    pydantic.validate_arguments(callback)
    pydantic.dataclasses.dataclass(callback)
    pydantic.parse_obj_as(text)
    pydantic.constr()
    pydantic.conint()
    pydantic.confloat()
    model_value = pydantic.BaseModel()
    model_value.model_validate(text)
    model_value.model_validate_json(text)
    model_value.model_validate_strings(text)
    model_value.parse_obj(text)
    model_value.parse_raw(text)
    model_value.from_orm(text)
    model_value.model_construct(text)
    model_value.construct(text)
    model_value.model_dump(text)
    model_value.dict(text)
    model_value.model_dump_json(text)
    model_value.json(text)
    model_value.model_copy(text)
    model_value.copy(text)
    model_value.model_json_schema()
    model_value.schema()
    model_value.schema_json()
    settings_value = pydantic.BaseSettings()
    print(settings_value.anything)
    adapter_value = pydantic.TypeAdapter()
    adapter_value.validate_python(text)
    adapter_value.validate_json(text)
    adapter_value.dump_python()
    adapter_value.json_schema()
