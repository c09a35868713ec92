// Every row of the pack.
import * as lib from "nodemailer";

export async function calls(text: any) {
  lib.createTransport({ auth: { pass: text } });
  lib.setApiKey(text);
  const transportValue = new lib.Resend(text);
  transportValue.sendMail();
  transportValue.emails.send();
}
