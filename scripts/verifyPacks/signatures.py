"""Prints what the modules below a folder define, as JSON. Parses only: nothing is imported or run."""

import ast
import json
import os
import sys


def main(folder):
    modules = {}
    failed = []
    for path, name, is_package in sorted(files(folder)):
        try:
            with open(os.path.join(folder, path), encoding="utf-8-sig", errors="replace") as file:
                tree = ast.parse(file.read())
        except (SyntaxError, ValueError, RecursionError):
            failed.append(path)
            continue
        module = Module(path, name, is_package)
        module.read(tree.body)
        # A stub says more than the code beside it, the code knows more names.
        if name in modules:
            module.join(modules[name])
        modules[name] = module.out
    json.dump({"modules": modules, "failed": failed}, sys.stdout)


def files(folder):
    for base, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if not f.endswith((".dist-info", ".egg-info")) and f != "__pycache__"]
        for name in names:
            stem, end = os.path.splitext(name)
            if end not in (".py", ".pyi"):
                continue
            path = os.path.relpath(os.path.join(base, name), folder).replace(os.sep, "/")
            parts = os.path.splitext(path)[0].split("/")
            if parts[0].endswith(".data"):
                parts = parts[2:]
            is_package = stem == "__init__"
            parts = parts[:-1] if is_package else parts
            # Stub packages stand beside the one they are about.
            parts = [parts[0].removesuffix("-stubs"), *parts[1:]] if parts else parts
            if parts:
                yield path, ".".join(parts), is_package


class Module:
    def __init__(self, path, name, is_package):
        self.name = name
        self.package = name if is_package else name.rpartition(".")[0]
        self.out = {"file": path, "imports": {}, "stars": [], "classes": {}, "functions": {}, "values": {}, "lazy": []}

    def join(self, other):
        for key in ("imports", "classes", "functions", "values"):
            self.out[key] = {**other[key], **self.out[key]}
        self.out["stars"] += other["stars"]
        self.out["lazy"] += other["lazy"]

    def read(self, body):
        for node in body:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    bound = alias.asname or alias.name.split(".")[0]
                    self.out["imports"][bound] = [alias.name if alias.asname else bound, None]
            elif isinstance(node, ast.ImportFrom):
                self.read_import(node)
            elif isinstance(node, ast.ClassDef):
                self.out["classes"][node.name] = read_class(node)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                add_function(self.out["functions"], node)
            elif isinstance(node, (ast.Assign, ast.AnnAssign)):
                for name, value in assigned(node):
                    self.out["values"][name] = value
                self.read_lazy(node)
            else:
                for part in ("body", "orelse", "finalbody"):
                    self.read(getattr(node, part, []))
                for handler in getattr(node, "handlers", []):
                    self.read(handler.body)

    def read_import(self, node):
        base = node.module or ""
        if node.level:
            parts = self.package.split(".")
            parts = parts[: len(parts) - node.level + 1]
            base = ".".join([*parts, *([node.module] if node.module else [])])
        for alias in node.names:
            if alias.name == "*":
                self.out["stars"].append(base)
            else:
                self.out["imports"][alias.asname or alias.name] = [base, alias.name]

    def read_lazy(self, node):
        """Names that a module serves from a table when they are asked for."""
        if isinstance(node.value, (ast.Dict, ast.List, ast.Tuple, ast.Set)):
            for item in ast.walk(node.value):
                if isinstance(item, ast.Constant) and isinstance(item.value, str) and item.value.isidentifier():
                    self.out["lazy"].append(item.value)


def read_class(node):
    out = {"line": node.lineno, "bases": [], "methods": {}, "attributes": {}, "classes": {}}
    for base in node.bases:
        out["bases"].append(text_of(base.value if isinstance(base, ast.Subscript) else base))
    for keyword in node.keywords:
        if keyword.arg == "metaclass":
            out["metaclass"] = text_of(keyword.value)
    read_members(node.body, out)
    return out


def read_members(body, out):
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            read_method(node, out)
        elif isinstance(node, ast.ClassDef):
            out["classes"][node.name] = read_class(node)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            for name, value in assigned(node):
                out["attributes"][name] = {**value, "field": isinstance(node, ast.AnnAssign)}
        elif isinstance(node, (ast.If, ast.Try, ast.With)):
            for part in ("body", "orelse", "finalbody"):
                read_members(getattr(node, part, []), out)


def read_method(node, out):
    decorators = [text_of(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list]
    if any("property" in d.lower() for d in decorators):
        signature = read_function(node)
        out["attributes"][node.name] = {"type": signature["returns"], "from": signature["gives"]}
    else:
        add_function(out["methods"], node, "staticmethod" in decorators)
    annotations = {a.arg: text_of(a.annotation) for a in arguments_of(node) if a.annotation}
    for item in ast.walk(node):
        targets = item.targets if isinstance(item, ast.Assign) else [getattr(item, "target", None)]
        for target in targets if isinstance(item, (ast.Assign, ast.AnnAssign)) else []:
            if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self":
                known = out["attributes"].setdefault(target.attr, {"type": None, "from": []})
                if isinstance(item, ast.AnnAssign):
                    known["type"] = known["type"] or text_of(item.annotation)
                for given in origins(item.value):
                    known["from"] = [*known.get("from", []), f":{annotations[given]}" if given in annotations else given]


def add_function(into, node, static=False):
    into.setdefault(node.name, []).append(read_function(node, static))


def read_function(node, static=False):
    args = node.args
    gives = []
    for item in ast.walk(node):
        if isinstance(item, ast.Return) and item.value is not None:
            gives += origins(item.value)
    return {
        "line": node.lineno,
        "positional": [a.arg for a in [*args.posonlyargs, *args.args]],
        "positionalOnly": len(args.posonlyargs),
        "keywords": [a.arg for a in args.kwonlyargs],
        "types": {a.arg: text_of(a.annotation) for a in arguments_of(node) if a.annotation},
        "rest": args.vararg.arg if args.vararg else None,
        "options": args.kwarg.arg if args.kwarg else None,
        "static": static,
        "decorators": [text_of(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list],
        "returns": text_of(node.returns) if node.returns else None,
        "gives": sorted(set(gives))[:8],
    }


def arguments_of(node):
    args = node.args
    return [*args.posonlyargs, *args.args, *args.kwonlyargs, *filter(None, (args.vararg, args.kwarg))]


def assigned(node):
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    annotation = text_of(node.annotation) if isinstance(node, ast.AnnAssign) else None
    value = {"type": annotation, "from": origins(node.value)}
    aliases = [k.value.value for k in getattr(node.value, "keywords", []) if k.arg in ALIASES and isinstance(k.value, ast.Constant)]
    if aliases:
        value["aliases"] = aliases
    for target in targets:
        for item in target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]:
            if isinstance(item, ast.Name):
                yield item.id, value


ALIASES = ("alias", "validation_alias")


def origins(node):
    """What a value is made by: `f()` of a callee, `f` of a plain name, `:T` of a cast."""
    if isinstance(node, ast.Await):
        return origins(node.value)
    if isinstance(node, ast.Call):
        name = text_of(node.func)
        if name in ("cast", "typing.cast", "t.cast") and node.args:
            return [":" + text_of(node.args[0])]
        return [name + "()"] if len(name) < 120 else []
    if isinstance(node, (ast.Name, ast.Attribute)):
        return [text_of(node)]
    if isinstance(node, ast.BoolOp):
        return [name for value in node.values for name in origins(value)]
    if isinstance(node, ast.IfExp):
        return [*origins(node.body), *origins(node.orelse)]
    return []


def text_of(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    try:
        return ast.unparse(node)
    except (RecursionError, ValueError):
        return ""


if __name__ == "__main__":
    sys.setrecursionlimit(5000)
    main(sys.argv[1])
