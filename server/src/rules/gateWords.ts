/** What stands between a request and its handler. */
export interface Gates {
  /** Somebody asks who sends the request, or refuses it with 401 or 403. */
  isAuthenticated: boolean;
  /** Somebody counts requests, or refuses them with 429. */
  isLimited: boolean;
  /** Somebody checks which host or page a request was meant for. */
  isHostChecked: boolean;
}

/*
 * A rule about something that is absent must be quiet about what it cannot see into: middleware of packages, services
 * of the project behind interfaces. There, and only to stay quiet, a name is believed.
 */
export const AUTH =
  /auth(?!or(?!i[sz]))|bearer|log_?in|sign_?in|session|jwt|token|current_?user|require_?user|permission|guard|protect|verify|secure|security|api_?key|credential|passport|clerk|identity|tenant|member|role|admin|cf_?access/i;
const HOST =
  /trusted_?host|allowed_?(?:host|origin)|host_?(?:header|check|valid)|dns_?rebind|origin_?(?:check|valid)|(?:check|valid\w*)_?(?:host|origin)/i;
const LIMIT = /limit|throttl|slow_?down|quota|too_?many/i;
/** Within code that does much else, only names of acts count. */
export const AUTH_ACT =
  /^(?:auth|authenticate\w*|authori[sz]e\w*|is_?auth\w*|current_?user|login_required|protect\w*|basic_?auth|bearer\w*|jwt_?(?:verify|required|decode)\w*|(?:get|require|ensure|check|validate|verify|with|assert|load|resolve|decode|extract)_?(?:server_?|current_?|active_?|authenticated_?|logged_?in_?|request_?|my_?|jwt_?)*(?:auth|session|user|admin|login|token|jwt|api_?key|access|permission|bearer|credential|member|identity|principal|viewer|claims)(?:s|ed|entication|orization|_?(?:from|by|for|or|with|id|token|auth|key|header|session|request)\w*)?)$/i;
/** Names of what tells who asks: a person, not a key that all share. */
export const USER =
  /^(?:(?:get|require|load|verify|fetch|resolve)_?)?(?:server_?|current_?|active_?|authenticated_?|logged_?in_?|auth_?|session_?)+(?:active_?)?(?:user|session|member|tenant|account|identity)(?:_?id|_?info)?$|^(?:auth|currentUser|current_user|user_?id|get_?user(?:_?id)?|getAuth|tenant_?id)$/i;
export const LIMIT_ACT = /rate_?limit|limiter|throttl|too_?many_?req|quota/i;
export const AUTH_STATUS =
  /^(?:HTTP_40[13]\w*|UNAUTHORI[SZ]ED|FORBIDDEN|Unauthori[sz]ed\w*|Forbidden\w*|PermissionDenied|NotAuthenticated|PermissionError)$/;
export const LIMIT_STATUS =
  /^(?:HTTP_429\w*|TOO_MANY_REQUESTS|TooManyRequests\w*|RateLimitExceeded|Throttled)$/;
export const AUTH_TEXT =
  /\b(?:unauthori[sz]ed|unauthenticated|forbidden|not (?:authenticated|logged in|authori[sz]ed)|(?:log|sign) ?in (?:required|first)|authentication required|invalid (?:api key|token)|access denied)\b/i;
export const LIMIT_TEXT = /\b(?:rate limit|too many requests|quota|limit reached|limit exceeded)\b/i;

/** Stands among the names for what a pack says. */
export const GATE_WORDS = { host: "hostCheck", auth: "authenticate", "rate-limit": "rateLimit" } as const;

export const noGates = (): Gates => ({ isAuthenticated: false, isLimited: false, isHostChecked: false });
export const isNews = (found: Gates, known: Gates): boolean =>
  (found.isAuthenticated && !known.isAuthenticated) ||
  (found.isLimited && !known.isLimited) ||
  (found.isHostChecked && !known.isHostChecked);
export function addGates(to: Gates, from: Gates): void {
  to.isAuthenticated ||= from.isAuthenticated;
  to.isLimited ||= from.isLimited;
  to.isHostChecked ||= from.isHostChecked;
}
export const ofName = (name: string): Gates => ({
  isAuthenticated: AUTH.test(name),
  isLimited: LIMIT.test(name),
  isHostChecked: HOST.test(name),
});
export const withoutAuth = (gates: Gates): Gates => ({ ...gates, isAuthenticated: false });
