// Checks a YAML document against the part of JSON Schema that rules/schema uses; problems carry line and column.
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

/** Parses YAML; `at(path)` finds the line and column of a value, or of a key with `key: true`. */
export function readYaml(file, text) {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true });
  const problems = document.errors.map((error) => ({
    file,
    ...position(lineCounter, error.pos[0]),
    message: error.message.split("\n")[0] ?? "not YAML",
  }));
  const at = (path, key = false) => position(lineCounter, offsetOf(document.contents, path, key));
  return { value: problems.length === 0 ? document.toJS({ maxAliasCount: -1 }) : undefined, at, problems };
}

/** The problems of `value` under `schema`: file, line, column, message. */
export function checkSchema(schema, value, file, at, formats) {
  const problems = [];
  const report = (path, message, key = false) => problems.push({ file, ...at(path, key), message });
  check(schema, value, []);
  return problems;

  function check(part, node, path) {
    if (part.$ref !== undefined) return check(resolve(schema, part.$ref), node, path);
    if (part.oneOf !== undefined) {
      const fitting = part.oneOf.find((each) => typeFits(expand(each).type, node)) ?? part.oneOf[0];
      return check(fitting, node, path);
    }
    if (part.enum !== undefined && !part.enum.includes(node)) {
      return report(path, `${show(node)} is none of ${part.enum.join(", ")}${hint(String(node), part.enum)}`);
    }
    if (!typeFits(part.type, node)) {
      return report(path, `expected ${[part.type].flat().join(" or ")}, found ${nameOfType(node)}`);
    }
    if (typeof node === "string") checkText(part, node, path);
    if (typeof node === "number") checkNumber(part, node, path);
    if (Array.isArray(node) && part.items !== undefined) {
      for (const [index, item] of node.entries()) check(part.items, item, [...path, index]);
    }
    if (nameOfType(node) === "object") checkObject(part, node, path);
  }

  function checkObject(part, node, path) {
    const known = Object.keys(part.properties ?? {});
    for (const [key, item] of Object.entries(node)) {
      const below = part.properties?.[key] ?? part.additionalProperties;
      if (below === false) report([...path, key], `unknown key "${key}"${hint(key, known)}`, true);
      else if (below !== undefined && below !== true) check(below, item, [...path, key]);
    }
    for (const key of part.required ?? []) {
      if (node[key] === undefined) report(path, `"${key}" is missing`);
    }
  }

  function checkText(part, node, path) {
    if (part.pattern !== undefined && !new RegExp(part.pattern, "u").test(node)) {
      report(path, `"${node}" has not the form ${part.description ?? part.pattern}`);
    }
    const wrong = part.format === undefined ? undefined : formats[part.format]?.(node);
    if (wrong !== undefined) report(path, wrong);
  }

  function checkNumber(part, node, path) {
    if (node < (part.minimum ?? node) || node > (part.maximum ?? node)) {
      report(path, `${node} is not between ${part.minimum} and ${part.maximum}`);
    }
  }

  function expand(part) {
    return part.$ref === undefined ? part : resolve(schema, part.$ref);
  }
}

/** ` (did you mean "x"?)` for the candidate nearest to what was written, or nothing. */
export function hint(written, candidates) {
  let best;
  let least = Math.max(2, Math.floor(written.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(written.toLowerCase(), String(candidate).toLowerCase());
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best === undefined ? "" : ` (did you mean "${best}"?)`;
}

function resolve(schema, ref) {
  return ref
    .slice(2)
    .split("/")
    .reduce((node, key) => node[key], schema);
}

function typeFits(type, node) {
  return type === undefined || [type].flat().includes(nameOfType(node));
}

function nameOfType(node) {
  if (node === null) return "null";
  return Array.isArray(node) ? "array" : typeof node;
}

function show(node) {
  return JSON.stringify(node) ?? "nothing";
}

function position(lineCounter, offset) {
  const { line, col } = lineCounter.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function offsetOf(contents, path, wantsKey) {
  let node = contents;
  let offset = node?.range?.[0] ?? 0;
  path.forEach((step, index) => {
    const last = index === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      );
      offset = (wantsKey && last ? pair?.key : (pair?.value ?? pair?.key))?.range?.[0] ?? offset;
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[step];
      offset = node?.range?.[0] ?? offset;
    } else node = undefined;
  });
  return offset;
}

function editDistance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same));
    }
    row = next;
  }
  return row[b.length];
}
