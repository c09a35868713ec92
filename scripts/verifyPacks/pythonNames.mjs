// Small facts about Python's own names.

/** Dotted names in an annotation: `Optional[List["chat.Completion"]]` names `chat.Completion` beside its containers. */
export function dottedNames(annotation) {
  const names = annotation.match(/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/gu) ?? [];
  return [...new Set(names)].filter((name) => !CONTAINERS.has(name.slice(name.lastIndexOf(".") + 1)));
}

/** Bases that add no member a pack could mean. */
export function isBuiltinBase(name) {
  return BASES.has(name.slice(name.lastIndexOf(".") + 1));
}

const CONTAINERS = new Set(
  `Optional Union List Dict Tuple Set Sequence Iterable Iterator AsyncIterable AsyncIterator Generator AsyncGenerator
  Awaitable Coroutine Callable Mapping Any None str int float bool bytes list dict tuple set type Type Literal Annotated
  ClassVar object Final Required NotRequired Unpack`.split(/\s+/u),
);

const BASES = new Set(
  `object Exception BaseException ABC Generic Protocol TypedDict NamedTuple str int float dict list tuple set bytes Enum
  IntEnum StrEnum ValueError TypeError RuntimeError KeyError UserDict Sequence Mapping MutableMapping Iterable Iterator
  Thread`.split(/\s+/u),
);
