// Every row of the pack.
import * as lib from "commander";
import fallback from "commander";

function handler1(p0: any) {
  return p0;
}

function handler2(p0: any, p1: any, p2: any, p3: any) {
  return p0;
}

export async function calls(text: any) {
  lib.hideBin();
  console.log(lib.meow().input);
  console.log(lib.meow().flags);
  lib.minimist();
  lib.mri();
  lib.arg();
  lib.cac();
  lib.defineCommand({ run: handler1 });
  const commandValue = new lib.Command();
  console.log(commandValue.argv);
  console.log(commandValue.args);
  console.log(commandValue.processedArgs);
  commandValue();
  commandValue.command({ handler: handler1 }, text, text, handler1);
  commandValue.action(handler2);
  commandValue.name();
  commandValue.version();
  commandValue.description();
  commandValue.option();
  commandValue.options();
  commandValue.requiredOption();
  commandValue.argument();
  commandValue.addOption();
  commandValue.addCommand();
  commandValue.positional();
  commandValue.demandCommand();
  commandValue.demandOption();
  commandValue.scriptName();
  commandValue.usage();
  commandValue.help();
  commandValue.strict();
  commandValue.alias();
  commandValue.parse();
  commandValue.parseSync();
  commandValue.parseAsync();
  commandValue.opts();
  console.log(lib.program);
  console.log(fallback);
}
