// Every row of the pack.
import { Daytona } from "@daytonaio/sdk";
import { Sandbox } from "@e2b/code-interpreter";
import { Sandbox as Box } from "@vercel/sandbox";

export async function run(code: string) {
  const box = await Sandbox.create();
  let text = (await box.runCode(code)).text + (await box.notebook.execCell(code)).text + (await box.execCell(code)).text + (await box.commands.run(code)).stdout;
  text += (await box.process.start(code)).stdout + (await box.process.startAndWait(code)).stdout + (await box.files.read("a.txt")) + (await box.filesystem.read("a.txt"));
  await box.files.write("a.txt", text);
  const other = await new Daytona().create();
  text += (await other.process.codeRun(code)).result + (await other.process.executeCommand(code)).result + (await (await Box.create()).runCommand(code)).stdout;
  return text + (await (await Sandbox.connect("id")).runCode(code)).text;
}
