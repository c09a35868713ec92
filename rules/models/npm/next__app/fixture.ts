// Every row of the pack.
import * as lib from "next/app";

export default async function handler(p0: any) {
  return p0;
}
