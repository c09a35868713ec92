/** Names of what is secret, whoever names it: environment variables, settings, parameters. */
const CREDENTIAL =
  /(?:^|_)(?:api_?key|access_?key|secret_?key|private_?key|auth_?key|service_key|signing_key|encryption_key|token|secret|password|passwd|pwd|passphrase|credentials?)$/;
const NO_CREDENTIAL =
  /(?:^|_)(?:public|publishable|anon|site|max|min|num|total|next|page|cancel|cancellation|csrf|stop|eos|bos|pad|prompt|completion|input|output|cached|per|count|of)_|_(?:count|limit|name|id|url|file|path)$/;

/** Whether there is one: "hasToken", "needs_password". */
const FLAG = /^_*(?:has|have|is|needs?|requires?|should|can|missing|show|hide)_/;

/** Bundlers put variables of these names into what browsers load. */
const PUBLIC_PREFIX = /^(?:next_public|vite|react_app|expo_public|nuxt_public|gatsby|public)_/;
export const isPublicName = (name: string): boolean => PUBLIC_PREFIX.test(name.toLowerCase());

/** The name is that of a credential: "OPENAI_API_KEY", "authToken", "db_password". */
export function isCredentialName(name: string): boolean {
  const plain = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[-.]/g, "_")
    .replace(PUBLIC_PREFIX, "");
  if (NO_CREDENTIAL.test(plain) || FLAG.test(plain)) return false;
  return (
    CREDENTIAL.test(plain) ||
    /(?:^|_)(?:openai|anthropic|gemini|groq|mistral|cohere|hf|claude)_key$/.test(plain)
  );
}
