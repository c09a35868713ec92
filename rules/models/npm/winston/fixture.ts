// Every row of the pack.
import * as lib from "winston";
import fallback from "winston";

export async function calls(text: any) {
  lib.createLogger();
  lib.pino();
  lib.getLogger();
  lib.getChildLogger();
  const loggerValue = new lib.Logger();
  loggerValue.info(text);
  loggerValue.error(text);
  loggerValue.warn(text);
  loggerValue.debug(text);
  loggerValue.trace(text);
  loggerValue.fatal(text);
  loggerValue.verbose(text);
  loggerValue.log(text);
  loggerValue.child();
  loggerValue.getLogger();
  loggerValue.createLogger();
  loggerValue();
  console.log(fallback);
  console.log(lib.consola);
}
