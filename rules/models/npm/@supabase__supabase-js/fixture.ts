// Every row of the pack.
import { type SupabaseClient, createClient } from "@supabase/supabase-js";
import { createBrowserClient, createServerClient } from "@supabase/ssr";
import { createClientComponentClient, createMiddlewareClient, createRouteHandlerClient, createServerComponentClient } from "@supabase/auth-helpers-nextjs";

export async function run(client: SupabaseClient, vector: number[]) {
  const { data, error } = await client.rpc("match_documents", { query_embedding: vector, match_count: 3 });
  if (error) throw error;
  return data.map((row: { content: string }) => row.content).join("\n");
}

export const made = (url: string, keys: Record<string, string>) => [
  createClient(url, keys.a), createServerClient(url, keys.a, {}), createBrowserClient(url, keys.a), createServerComponentClient({}), createRouteHandlerClient({}), createClientComponentClient(), createMiddlewareClient({}),
];
