import type { Span } from "../ir/constructs.ts";
import type { ReadsRow } from "../models/pack.ts";
import { declaredShape } from "./declaredTypes.ts";
import { covers, innermost, textOf } from "./editing.ts";
import type { FixInput } from "./fix.ts";
import { annotatedKind, isNamedArgument, isTest, kindOf } from "./readContexts.ts";
import { newSeen, type Seen } from "./seen.ts";
import type { FieldShape } from "./shapes.ts";
import { isOnlyText } from "./variables.ts";

const MAX_DEPTH = 6;
const UNTYPED = /^(?:any|unknown)(?:\[\])*$/;
const NAME = /^[A-Za-z_$][\w$]*/;

/** Follows reads of data through the text of a file. Where the text shows too little, `isUnclear` says so. */
export class Reader {
  isUnclear = false;
  readonly #input: FixInput;
  readonly #rows: ReadsRow;
  #steps = 0;

  constructor(input: FixInput, rows: ReadsRow) {
    this.#input = input;
    this.#rows = rows;
  }

  /** All uses of a variable in a scope, from `from` on. */
  variable(name: string, scope: Span, from: number, seen: Seen, depth = 0): void {
    const { text } = this.#input;
    if (depth > MAX_DEPTH) {
      seen.escapes = true;
      return;
    }
    const word = new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`, "g");
    word.lastIndex = Math.max(scope.start, from);
    for (let at = word.exec(text); at && at.index < scope.end; at = word.exec(text)) {
      const { index } = at;
      if (this.#steps++ > 2000) this.isUnclear = true;
      if (this.isUnclear) return;
      if (isOnlyText(this.#input, index) || this.#isOtherName(index, name)) continue;
      if (this.#isSetAt(index, name)) {
        this.isUnclear = true;
        return;
      }
      this.chain(index, index + name.length, seen, depth, scope);
    }
  }

  /** `const { title } = …` */
  pattern(pattern: string, scope: Span, from: number, seen: Seen): void {
    this.#parts(pattern, scope, from, seen, 0);
  }

  /** What is read of a value that is written from `start` to `end`. */
  chain(start: number, end: number, seen: Seen, depth: number, scope: Span): void {
    const { text, lang } = this.#input;
    const rest = text.slice(end, end + 400);
    const member = lang === "py" ? /^\s*\.\s*/.exec(rest) : /^\s*!?\s*(\?)?\.\s*(?=[A-Za-z_$])/.exec(rest);
    const name = member && NAME.exec(rest.slice(member[0].length))?.[0];
    if (member && name) {
      if (member[1]) seen.spared = true;
      const after = end + member[0].length + name.length;
      const call = /^\s*(?:\?\.)?\s*\(/.exec(text.slice(after, after + 40));
      if (call) this.#method(name, { start, end: after + call[0].length, depth, scope }, seen);
      else if (this.#rows.shared.includes(name)) seen.needed = true;
      else if (lang === "py") seen.escapes = true;
      else this.chain(start, after, this.#field(seen, name, member[1] === undefined), depth, scope);
      return;
    }
    const index = /^\s*!?(\?\.)?\[\s*(?:(["'])([^"'\\\n]{1,80})\2|(-?\d+))\s*\]/.exec(rest);
    if (index) {
      const after = end + index[0].length;
      if (index[3] !== undefined) {
        if (index[1]) seen.spared = true;
        const isSet = /^\s*(?:[-+*/]?=)(?!=)/.test(text.slice(after, after + 10));
        if (isSet && lang === "py") seen.shown = true;
        else {
          const field = this.#field(seen, index[3], true);
          field.named = true;
          this.chain(start, after, field, depth, scope);
        }
      } else {
        seen.kinds.add("list");
        seen.item ??= newSeen();
        seen.item.spared = true;
        this.chain(start, after, seen.item, depth, scope);
      }
      return;
    }
    // Which field it is, is known when the program runs.
    if (/^\s*(?:\?\.)?\[/.test(rest)) {
      const part = lang === "py" ? /^\[[^[\]\n]{0,40}:[^[\]\n]{0,40}\]/.exec(rest) : null;
      if (part) this.chain(start, end + part[0].length, seen, depth, scope);
      else seen.escapes = true;
      return;
    }
    this.#whole(start, end, seen, depth, scope);
  }

  #field(seen: Seen, name: string, isNeeded: boolean): Seen {
    const known = seen.fields.get(name) ?? newSeen();
    seen.fields.set(name, known);
    seen.needed ||= isNeeded;
    return known;
  }

  #method(name: string, at: { start: number; end: number; depth: number; scope: Span }, seen: Seen): void {
    const rows = this.#rows;
    const { text } = this.#input;
    const { start, end, depth, scope } = at;
    seen.needed = true;
    if (rows.field.includes(name)) {
      const given = /^\s*(["'])([^"'\\\n]{1,80})\1\s*(?:,\s*([^\n]{0,200}))?/.exec(
        text.slice(end, end + 300),
      );
      const key = given?.[2];
      const call = this.#input.constructs.calls.find((c) => c.inner.start === end);
      if (key === undefined || !call) {
        seen.escapes = true;
        return;
      }
      const field = this.#field(seen, key, true);
      const other = call.args[1];
      const fallback = other && textOf(this.#input, other.value);
      field.spared = true;
      field.asked = true;
      if (fallback !== undefined) this.#default(fallback, field);
      this.chain(start, call.end, field, depth, scope);
    } else if (rows.each.includes(name) || rows.keeps.includes(name)) {
      if (rows.each.includes(name)) this.#callback(end, seen, depth);
      const call = this.#input.constructs.calls.find((c) => c.inner.start === end);
      if (rows.keeps.includes(name) && call) this.chain(start, call.end, seen, depth, scope);
      if (rows.list.includes(name)) this.#item(seen).escapes = true;
    } else if (rows.list.includes(name)) this.#item(seen).escapes = true;
    else if (rows.text.includes(name)) seen.kinds.add("text");
    else if (rows.number.includes(name)) seen.kinds.add("number");
    else if (!rows.shared.includes(name)) seen.escapes = true;
  }

  /** The function that is handed each item. */
  #callback(at: number, list: Seen, depth: number): void {
    const { text, constructs } = this.#input;
    const call = constructs.calls.find((c) => c.inner.start === at);
    const head = /^\s*(?:async\s+)?(?:function\b[^(]{0,40})?\(?\s*(\{[^{}]*\}|[A-Za-z_$][\w$]*)/.exec(
      text.slice(at, at + 300),
    );
    const written = head?.[1];
    const item = this.#item(list);
    if (
      !call ||
      !head ||
      written === undefined ||
      !/=>|^\s*(?:async\s+)?function/.test(text.slice(at, call.end))
    ) {
      item.escapes = true;
      return;
    }
    const from = at + head[0].length;
    const type = /^\s*:\s*([A-Za-z_$][\w$.]*(?:<[^<>()=]*>)?(?:\[\])*)\s*[,)]/.exec(
      text.slice(from, from + 200),
    )?.[1];
    if (type !== undefined) this.#typed(type, item);
    if (written.startsWith("{")) this.#parts(written, call, from, item, depth);
    else this.variable(written, call, from, item, depth + 1);
  }

  /** Typed by the program: as the type says, where the file declares it; else nobody here knows what fits. */
  #typed(type: string, seen: Seen): void {
    if (this.#input.lang !== "ts" || UNTYPED.test(type) || annotatedKind(type)) return;
    const shape = declaredShape(this.#input, type);
    if (shape && seen.declared === undefined) seen.declared = { shape };
    else seen.escapes = true;
  }

  #item(list: Seen): Seen {
    list.kinds.add("list");
    list.item ??= newSeen();
    return list.item;
  }

  /** `{ title, tags = [], owner: { name } }` */
  #parts(pattern: string, scope: Span, from: number, seen: Seen, depth: number): void {
    for (const part of pattern.slice(1, -1).split(",")) {
      if (part.trim() === "") continue;
      const found = /^\s*([A-Za-z_$][\w$]*)\s*(?::\s*([A-Za-z_$][\w$]*)\s*)?(?:=\s*(.+))?$/s.exec(part);
      if (!found?.[1]) {
        this.isUnclear = true;
        return;
      }
      const field = this.#field(seen, found[1], true);
      if (found[3] !== undefined) {
        field.spared = true;
        this.#default(found[3].trim(), field);
      }
      this.variable(found[2] ?? found[1], scope, from, field, depth + 1);
    }
  }

  #default(written: string, seen: Seen): void {
    const kind = kindOf(written);
    if (kind) seen.kinds.add(kind);
  }

  /** A read that ends here: what stands around it says what it is taken for. */
  #whole(start: number, end: number, seen: Seen, depth: number, scope: Span): void {
    const { text, lang } = this.#input;
    const before = text.slice(Math.max(0, start - 160), start);
    const after = text.slice(end, end + 160);
    const isPython = lang === "py";
    if (/^\s*(?:[-+*/|&]|\*\*|\?\?|\|\|)?=(?![=>])/.test(after) && !isNamedArgument(before, after)) {
      if (isPython) seen.shown = true;
      else seen.escapes = true;
      return;
    }
    if (/\btypeof\s+$/.test(before)) {
      seen.checked = true;
      return;
    }
    const other = /^\s*(?:\?\?|\|\||or\b)\s*([^\n]{1,80})/.exec(after)?.[1];
    if (other !== undefined && (kindOf(other) || /^(?:None|null|undefined)\b|^\{/.test(other))) {
      seen.spared = true;
      this.#default(other, seen);
      // What was read with its default goes on.
      const literal = /^(?:\[\s*\]|""|''|``|\{\s*\})/.exec(other)?.[0];
      if (literal !== undefined && /\(\s*$/.test(before)) {
        const close = end + after.indexOf(other) + literal.length;
        const closing = /^\s*\)/.exec(text.slice(close, close + 3))?.[0].length;
        if (closing !== undefined) {
          const opening = /\(\s*$/.exec(before)?.[0].length ?? 0;
          this.chain(start - opening, close + closing, seen, depth, scope);
          return;
        }
      }
      this.#alias(before, text.slice(end + after.indexOf(other)), end, seen, depth, scope, true);
      return;
    }
    const same = /^\s*(?:[!=]==?|(?:is(?:\s+not)?)\b)\s*([^\s;,)]{1,40})/.exec(after)?.[1];
    if (same !== undefined) {
      const kind = kindOf(same);
      if (kind) seen.kinds.add(kind);
      else if (/^(?:None|null|undefined)\b/.test(same)) seen.spared = true;
      return;
    }
    if (/^\s*[<>]=?\s*-?\d/.test(after) || /\d\s*[<>]=?\s*$/.test(before)) {
      seen.kinds.add("number");
      seen.needed = true;
      return;
    }
    const isReckoned = isPython
      ? /^\s*(?:[-*/]|\+)\s*\d/.test(after) || /\d\s*(?:[-*/]|\+)\s*$/.test(before)
      : /^\s*(?:\*(?!\*)|\/(?![/*])|-(?!-)|%)\s*[\w(]/.test(after) || /[\w)]\s*(?:\*|-|%)\s*$/.test(before);
    if (isReckoned) {
      seen.kinds.add("number");
      seen.needed = true;
      return;
    }
    const loop = isPython
      ? /\bfor\s+(?:\w+\s*,\s*)?(\w+)\s+in\s+(?:([\w.]+)\(\s*)?$/.exec(before)
      : /\bfor\s*(?:await\s*)?\(\s*(?:const|let|var)\s+(\{[^{}]*\}|[A-Za-z_$][\w$]*)\s+of\s+$/.exec(before);
    if (loop && (!isPython || loop[2] === undefined || this.#rows.takesList.includes(loop[2]))) {
      this.#loop(loop[1] ?? "", start, end, seen, depth, scope);
      return;
    }
    const callee = /([A-Za-z_$][\w$.]*)\s*\(\s*(?:!+\s*)?$/.exec(before)?.[1];
    const isArgument =
      callee !== undefined &&
      /^\s*[,)]/.test(after) &&
      !/^(?:if|while|elif|return|in|of|and|or|not|for|switch|await)$/.test(callee);
    if (isArgument) {
      this.#argument(callee, seen);
      return;
    }
    if (isTest(before, after, isPython)) {
      seen.tested = true;
      seen.spared = true;
      return;
    }
    if (/\[\s*\.\.\.$|[[(,]\s*\*$/.test(before) && !/\*\*$/.test(before)) {
      seen.kinds.add("list");
      this.#item(seen).escapes = true;
      return;
    }
    if (/\.\.\.$|\*\*$/.test(before)) {
      seen.shown = true;
      return;
    }
    if (/\bin\s+$/.test(before)) {
      // Whether it is among them, or a field of it is there.
      seen.checked = true;
      return;
    }
    const list = /^\s*(?:not\s+)?in\s*[[({]\s*(["'])/.test(after);
    if (list) {
      seen.kinds.add("text");
      return;
    }
    if (/^\s*(?:not\s+)?in\b/.test(after)) return;
    this.#alias(before, after, end, seen, depth, scope, false);
  }

  #argument(callee: string, seen: Seen): void {
    const rows = this.#rows;
    const named = (names: readonly string[]): boolean => names.includes(callee);
    seen.needed = true;
    if (named(rows.checks)) seen.checked = true;
    else if (named(rows.takesText)) seen.kinds.add("text");
    else if (named(rows.takesNumber)) seen.kinds.add("number");
    else if (named(rows.takesList)) this.#item(seen).shown = true;
    else if (named(rows.shows)) seen.shown = true;
    else seen.escapes = true;
  }

  #loop(name: string, start: number, end: number, seen: Seen, depth: number, scope: Span): void {
    const { constructs } = this.#input;
    const item = this.#item(seen);
    seen.needed = true;
    const statement = innermost(
      constructs.statements.filter((s) => covers(scope, s) || covers(s, scope)),
      { start, end },
    );
    if (!statement) {
      this.isUnclear = true;
      return;
    }
    const around = { start: statement.start, end: statement.end };
    if (name.startsWith("{")) this.#parts(name, around, end, item, depth);
    else if (this.#input.lang === "py") this.#loopVariable(name, around, start, item, depth);
    else this.variable(name, around, end, item, depth + 1);
  }

  /** In a comprehension it is used in front of where it is named. */
  #loopVariable(name: string, around: Span, start: number, item: Seen, depth: number): void {
    const { text } = this.#input;
    const named = text.lastIndexOf(name, text.lastIndexOf(" in ", start));
    if (!/^(?:async\s+)?for\b/.test(text.slice(around.start, around.start + 20)))
      this.variable(name, { start: around.start, end: named }, around.start, item, depth + 1);
    this.variable(name, around, start, item, depth + 1);
  }

  /** `const title = data.title`: the new name is followed as well; anything else sees the value as it is. */
  #alias(
    before: string,
    after: string,
    end: number,
    seen: Seen,
    depth: number,
    scope: Span,
    isSpared: boolean,
  ): void {
    const { lang, constructs } = this.#input;
    if (!isSpared) seen.needed = true;
    const isLast = isSpared || /^\s*(?:!\s*)?(?:;|\r?\n|$|\}|\))/.test(after);
    const head =
      lang === "py"
        ? /(?:^|\n)[ \t]*([A-Za-z_]\w*)\s*(?::\s*([^=\n]{1,60}?))?\s*=\s*$/.exec(before)
        : /\b(?:const|let|var)\s+(\{[^{}]*\}|[A-Za-z_$][\w$]*)\s*(?::\s*([^=\n]{1,60}?))?\s*=\s*$/.exec(
            before,
          );
    if (head?.[1] !== undefined && isLast) {
      const kind = annotatedKind(head[2]);
      if (kind) seen.kinds.add(kind);
      else if (head[2] !== undefined) this.#typed(head[2], seen);
      const block =
        lang === "py" ? scope : (innermost(constructs.statements, { start: end, end })?.block ?? scope);
      const from =
        lang === "py" ? (innermost(constructs.statements, { start: end - 1, end })?.end ?? end) : end;
      if (head[1].startsWith("{")) this.#parts(head[1], block, from, seen, depth);
      else this.variable(head[1], block, from, seen, depth + 1);
      return;
    }
    if (/\breturn\s+(?:await\s+)?$/.test(before) && isLast) {
      const kind = annotatedKind(this.#returned(end));
      if (kind) {
        seen.kinds.add(kind);
        return;
      }
    }
    const field = this.#returnedField(before, end);
    if (field && seen.declared === undefined) {
      seen.declared = field;
      return;
    }
    // A hole of a text shows it, and takes whatever it is.
    const isShown = constructs.texts.some((t) =>
      t.pieces.some((p) => p.kind === "hole" && p.expression.start <= end - 1 && end <= p.expression.end),
    );
    if (isShown) seen.shown = true;
    else seen.escapes = true;
  }

  /** The annotated result of the function around. */
  #returned(at: number): string | undefined {
    const { text, lang, constructs } = this.#input;
    let found: string | undefined;
    let begin = -1;
    for (const s of constructs.statements) {
      if (s.start > at || s.end < at || s.start <= begin) continue;
      const head = text.slice(s.start, s.start + 600);
      const type =
        lang === "py"
          ? /^(?:async\s+)?def\s[^:]*?\([\s\S]{0,400}?\)\s*(?:->\s*([^:\n]+))?:/.exec(head)
          : /^(?:export\s+)?(?:default\s+)?(?:async\s+)?function\b[\s\S]{0,400}?\)\s*(?::\s*([^{\n]+?)\s*)?\{/.exec(
              head,
            );
      if (!type) continue;
      begin = s.start;
      found = type[1];
    }
    return found;
  }

  /** `return { title: data.title }`: what the result of the function says of that field, in a type that the file declares. */
  #returnedField(before: string, end: number): FieldShape | undefined {
    const { text, lang, constructs } = this.#input;
    if (lang !== "ts" || !/[{,]\s*[\w$]+\s*:\s*$/.test(before)) return undefined;
    const object = innermost(constructs.objects, { start: end - 1, end });
    const entry = object?.entries.find((e) => e.value.end === end && e.name !== undefined);
    if (
      !object ||
      !entry ||
      !/\breturn\s+\(?\s*$/.test(text.slice(Math.max(0, object.start - 20), object.start))
    )
      return undefined;
    const type = this.#returned(end)?.replace(/^Promise<([\s\S]+)>$/, "$1");
    const shape = type === undefined ? undefined : declaredShape(this.#input, type);
    const field = shape?.kind === "record" ? shape.fields.get(entry.name as string) : undefined;
    return field?.shape.kind === "any" ? undefined : field;
  }

  /** A key, a member of something else, a parameter of that name. */
  #isOtherName(at: number, name: string): boolean {
    const { text, lang } = this.#input;
    const before = text.slice(Math.max(0, at - 40), at);
    const after = text.slice(at + name.length, at + name.length + 40);
    if (/(?:^|[^.])\.\s*$/.test(before)) return true;
    if (isNamedArgument(before, after) && lang === "py") return true;
    return lang === "ts" && /[{,]\s*$/.test(before) && /^\s*:/.test(after);
  }

  /** It is another value from here on, or another variable of the same name. */
  #isSetAt(at: number, name: string): boolean {
    const { text, lang } = this.#input;
    const before = text.slice(Math.max(0, at - 80), at);
    const after = text.slice(at + name.length, at + name.length + 80);
    if (
      /^\s*(?::\s*[^=\n]{1,60})?=(?![=>])/.test(after) &&
      /(?:^|[\n;{}(,]|\b(?:const|let|var))\s*$/.test(before)
    )
      return true;
    if (/^\s*=>/.test(after)) return true;
    if (lang === "py") return /\b(?:for|as|lambda)\s+(?:\w+\s*,\s*)?$/.test(before);
    return (
      /\b(?:const|let|var|function)\s+$/.test(before) ||
      /^\s*(?:,[^()]{0,60})?\)\s*(?::[^=\n]{1,60})?=>/.test(after)
    );
  }
}
