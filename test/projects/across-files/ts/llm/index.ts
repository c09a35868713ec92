export { complete } from "./client.js";
