import manifest from "../../../package.json" with { type: "json" };

process.stdout.write(`llmlint ${manifest.version}\n`);
