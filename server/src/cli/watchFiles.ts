import { basename } from "node:path";
import { watch } from "chokidar";
import type { CliIo } from "./io.ts";

/** See {@link CliIo}. What cannot be watched is left to the next change of what can. */
export const watchFiles: CliIo["watchFiles"] = (folders, isLeft, onChange) => {
  watch([...folders], {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path) => !folders.includes(path) && isLeft(basename(path)),
  })
    .on("all", (event, path) => onChange({ path, isEdit: event === "change" }))
    .on("error", () => {});
};
