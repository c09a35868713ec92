// Small facts about Python's own names.

/** Dotted names in an annotation: `Optional[List["chat.Completion"]]` names `chat.Completion` beside its containers. */
export function dottedNames(annotation) {
  const names = annotation.match(/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/gu) ?? [];
  return [...new Set(names)].filter((name) => !CONTAINERS.has(name.slice(name.lastIndexOf(".") + 1)));
}

/** Bases that add no member. */
export function isPlainBase(name) {
  return PLAIN.has(lastOf(name));
}

/** Bases of Python itself, whose members stand in no index. */
export function isBuiltinBase(name) {
  return BUILT_IN.has(lastOf(name));
}

function lastOf(name) {
  return name.slice(name.lastIndexOf(".") + 1);
}

const CONTAINERS = new Set(
  `Optional Union List Dict Tuple Set Sequence Iterable Iterator AsyncIterable AsyncIterator Generator AsyncGenerator
  Awaitable Coroutine Callable Mapping Any None str int float bool bytes list dict tuple set type Type Literal Annotated
  ClassVar object Final Required NotRequired Unpack`.split(/\s+/u),
);

const PLAIN = new Set("object ABC Generic Protocol TypedDict NamedTuple Enum IntEnum StrEnum".split(" "));

const BUILT_IN = new Set(
  `Exception BaseException ValueError TypeError RuntimeError KeyError str int float dict list tuple set bytes UserDict
  Sequence Mapping MutableMapping Iterable Iterator Thread`.split(/\s+/u),
);
