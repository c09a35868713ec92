// Every row of the pack.
import * as lib from "@sveltejs/kit";

export async function GET(p0: any) {
  console.log(p0);
}
export async function POST(p0: any) {
  console.log(p0);
}
export async function PUT(p0: any) {
  console.log(p0);
}
export async function PATCH(p0: any) {
  console.log(p0);
}
export async function DELETE(p0: any) {
  console.log(p0);
}
export async function load(p0: any) {
  console.log(p0);
}
export async function calls(text: any) {
  lib.redirect(text, text);
  lib.json(text);
  lib.text(text);
  lib.error();
  const eventValue = new lib.RequestEvent();
  console.log(eventValue.params, eventValue.request.url);
  console.log(eventValue.url);
  console.log(eventValue.locals.user);
  eventValue.cookies.get();
  eventValue.getClientAddress();
}
