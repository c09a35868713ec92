#!/usr/bin/env bash
# Installs a real VS Code (code-server with the Node it wants) into DIR, from the npm registry, and chromium from the system's packages.
# usage: install.sh DIR. What is there already is kept.
set -euo pipefail
dir=$1
code_server=4.139.1
node=24.21.0

if ! command -v chromium >/dev/null && [ -z "${CHROMIUM:-}" ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "There is no chromium, and only root on a Debian can install it here. Install it, or name one in CHROMIUM."
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
fi

mkdir -p "$dir/node24" "$dir/bin"
# code-server refuses any other Node; it is first on the path for code-server only.
[ -x "$dir/node24/node_modules/node/bin/node" ] || npm install --prefix "$dir/node24" --no-save "node@$node" >/dev/null
ln -sfn "$dir/node24/node_modules/node/bin/node" "$dir/bin/node"
export PATH="$dir/bin:$PATH"
vscode="$dir/node_modules/code-server/lib/vscode"
if [ ! -e "$dir/installed-$code_server" ]; then
  # Without its install script, which compiles for half an hour what is not needed here.
  npm install --prefix "$dir" --no-save --ignore-scripts "code-server@$code_server" >/dev/null
  (cd "$vscode" && npm install --omit=dev --ignore-scripts >/dev/null)
  (cd "$vscode" && npm rebuild @vscode/spdlog @vscode/native-watchdog >/dev/null 2>&1) ||
    echo "The native logging of VS Code was not built; it will only warn."
  touch "$dir/installed-$code_server"
fi
node "$dir/node_modules/code-server/out/node/entry.js" --config /dev/null --version
