import type { Hit } from "../flow/analysis.ts";
import { INDIRECT, type Label, newLabel } from "../flow/labels.ts";
import { siteFunc } from "../flow/program.ts";
import { Tag, type V } from "../flow/values.ts";
import { fieldOf, fileNames } from "./files.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";

const MODEL_FILE =
  /\.(?:gguf|ggml|safetensors|onnx|pth?|ckpt|pkl|pickle|joblib|h5|hdf5|keras|tflite|mlmodel|pb|faiss|npz|weights|caffemodel|llamafile)(?:[?#].{0,200})?$|^(?:.{0,60}[_.-])?(?:model|weights|embeddings)[_\w-]{0,40}\.(?:bin|zip|tar|tar\.gz|tgz|7z)$/i;
/** Names by which a project speaks of checking what it got. */
const CHECKSUM_NAME =
  /sha_?-?(?:1|256|384|512)\b|checksum|(?:^|_)md5|blake[23]|(?:known|file|expected|verify|check)_?hash/i;

/** Bytes from an address that become a model with nobody looking whether they are the right ones. */
export function judgeDownloads(input: JudgeInput, out: Candidate[]): void {
  const checking = new Map<number, boolean>();
  const isChecked = (hit: Hit): boolean =>
    [hit.gid, siteFunc(hit.use.site), ...hit.use.chain.map(siteFunc)].some((gid) => {
      const { file } = input.program.func(gid);
      let known = checking.get(file);
      if (known === undefined) {
        known = input.program.file(file).strings.some((name) => CHECKSUM_NAME.test(name));
        checking.set(file, known);
      }
      return known;
    });
  for (const hit of input.result.hits) {
    const { use } = hit;
    if (use.kind !== "sink" || use.sink !== "file") continue;
    const label = use.form === "download" ? fetched(input, hit) : written(input, hit);
    if (label && !isChecked(hit))
      out.push(
        newCandidate("unverified-model-download", hit, label, {
          tier: label.cleared & INDIRECT ? 2 : use.tier,
          ...(use.form === "download" ? { isPlain: true } : {}),
        }),
      );
  }
}

/** A call that fetches: of models only, or where an end of the address or of the file's name says so. */
function fetched(input: JudgeInput, hit: Hit): Label | undefined {
  const { store } = input.result;
  const { value, site, row } = hit.use;
  const address = fieldOf(input, value, "content");
  // Without a name of the file the call is for models only.
  const isForModels = input.models.row(row).sink?.some((s) => s.form === "download" && !s.name);
  if (isLocalName(input, address)) return undefined;
  const names = [address, fieldOf(input, value, "name")].flatMap((v) => fileNames(input, v));
  const isKnown = store.members(address).some((m) => store.tag(m) === Tag.const || store.tag(m) === Tag.text);
  return (isForModels && isKnown) || names.some((name) => MODEL_FILE.test(name))
    ? newLabel("config", site)
    : undefined;
}
/** No address but a file of this machine. */
function isLocalName(input: JudgeInput, address: V): boolean {
  const { store } = input.result;
  return store.members(address).every((m) => {
    const n = store.node(m);
    const head = store.stringOf(n.tag === Tag.text ? (n.kids[0] as V) : m);
    return head !== undefined && !/^[a-z][a-z0-9+.-]*:/i.test(head) && n.tag === Tag.const;
  });
}

function written(input: JudgeInput, hit: Hit): Label | undefined {
  const { value } = hit.use;
  if (!fileNames(input, fieldOf(input, value, "name")).some((name) => MODEL_FILE.test(name)))
    return undefined;
  return concrete(input, fieldOf(input, value, "content")).find(
    (l) => l.kind === "external" && l.input !== "file",
  );
}
