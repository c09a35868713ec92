// Every row of the pack.
import * as lib from "aws-lambda";

export async function handler(p0: any, p1: any) {
  console.log(p0);
}
export async function lambdaHandler(p0: any, p1: any) {
  console.log(p0);
}
function handler1(p0: any, p1: any) {
  console.log(p0.body);
  console.log(p0.queryStringParameters);
  console.log(p0.multiValueQueryStringParameters);
  console.log(p0.pathParameters);
  console.log(p0.rawQueryString);
  console.log(p0.rawPath);
  console.log(p0.path);
  console.log(p0.headers);
  console.log(p0.cookies);
  console.log(p0.inputTranscript);
  console.log(p0.requestContext);
  console.log(p0.httpMethod);
}

export async function calls(text: any) {
  lib.middy(handler1);
}
