// Every row of the pack.
import * as lib from "astro";

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
export async function ALL(p0: any) {
  console.log(p0);
}
function handler1(p0: any, p1: any) {
  console.log(p1.params, p1.request.url);
  console.log(p1.url);
  p1.cookies.get();
  p1.redirect(text);
}

export async function calls(text: any) {
  lib.defineAction({ handler: handler1 });
}
