// Every row of the pack.
import * as lib from "@vercel/node";

export default async function handler(p0: any, p1: any) {
  console.log(p0);
  console.log(p1);
}
export async function calls(text: any) {
  const requestValue = new lib.VercelRequest();
  console.log(requestValue.query);
  console.log(requestValue.cookies);
  console.log(requestValue.nextUrl);
  const responseValue = new lib.VercelResponse();
  responseValue.json(text);
  responseValue.send(text);
  responseValue.write(text);
  responseValue.end(text);
  responseValue.status();
  responseValue.setHeader();
  responseValue.redirect(text, text);
}
