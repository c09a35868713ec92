// Every row of the pack.
import * as lib from "dockerode";

export async function calls(text: any) {
  lib.spawn(text);
  const dockerValue = new lib.Docker();
  dockerValue.run(text);
  dockerValue.createContainer({ Image: text, Cmd: text, HostConfig: { Privileged: true } }).exec();
  dockerValue.createContainer({ Image: text, Cmd: text, HostConfig: { Privileged: true } }).start();
  dockerValue.createContainer({ Image: text, Cmd: text, HostConfig: { Privileged: true } }).remove();
  dockerValue.getContainer();
  const sshValue = new lib.Client();
  sshValue.exec(text);
  sshValue.execCommand(text);
  sshValue.connect({ password: text });
  const terminalValue = new lib.IPty();
  terminalValue.write(text);
}
