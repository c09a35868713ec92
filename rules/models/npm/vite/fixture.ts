// Every row of the pack.
import { defineConfig, loadEnv } from "vite";

export default defineConfig(({ mode }: any) => {
  const env = loadEnv(mode, ".", "");
  return { define: { "process.env.MODE": JSON.stringify(env.MODE) } };
});
