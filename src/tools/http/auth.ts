import { isObject } from '../../domain/charter/call-template.js';
import type { Clock } from '../../ports/clock.js';
import { CallFault } from '../call-fault.js';
import { addressOf, type Secrets, secretOf } from '../secrets.js';
import type { Exchange } from './exchange.js';
import type { Credentials, HttpRequest } from './request.js';
import type { HttpAuth } from './target.js';

export interface Authorizer {
  /** Throws a `CallFault`. */
  credentials(auth: HttpAuth | null, timeoutMs: number): Promise<Credentials>;
  /** The tokens of this client are not accepted any more. */
  forget(auth: HttpAuth): void;
}

interface Token {
  readonly text: string;
  readonly until: number;
}

/** A token is not used for its last minute, so that it does not end on the way. */
const marginMs = 60_000;
const defaultLifeMs = 5 * 60_000;

export interface AuthorizerDeps {
  readonly secrets: Secrets;
  readonly send: (request: HttpRequest) => Promise<Exchange>;
  readonly clock: Clock;
}

export function createAuthorizer(deps: AuthorizerDeps): Authorizer {
  const { secrets, clock } = deps;
  const tokens = new Map<string, Token>();
  const named = (auth: HttpAuth): string => JSON.stringify(auth);
  return {
    credentials: async (auth, timeoutMs) => {
      if (auth === null) return { headers: {}, secrets: [], isToken: false };
      if (auth.kind !== 'oauth') return fixed(auth, secrets);
      const known = tokens.get(named(auth));
      const token =
        known && known.until > clock.now().getTime() ? known : await fetchToken(auth, { ...deps, timeoutMs });
      tokens.set(named(auth), token);
      return {
        headers: { authorization: `Bearer ${token.text}` },
        secrets: [token.text, secretOf(auth.clientSecretEnv, secrets)],
        isToken: true,
      };
    },
    forget: (auth) => void tokens.delete(named(auth)),
  };
}

function fixed(auth: Exclude<HttpAuth, { kind: 'oauth' }>, secrets: Secrets): Credentials {
  const isToken = false;
  if (auth.kind === 'basic') {
    const [user, password] = [secretOf(auth.userEnv, secrets), secretOf(auth.passwordEnv, secrets)];
    const encoded = basic(user, password);
    return { headers: { authorization: `Basic ${encoded}` }, secrets: [password, encoded], isToken };
  }
  if (auth.kind === 'header') {
    const value = secretOf(auth.valueEnv, secrets);
    return { headers: { [auth.name.toLowerCase()]: value }, secrets: [value], isToken };
  }
  const token = secretOf(auth.tokenEnv, secrets);
  return { headers: { authorization: `Bearer ${token}` }, secrets: [token], isToken };
}

function basic(user: string, password: string): string {
  return Buffer.from(`${user}:${password}`).toString('base64');
}

type OauthAuth = Extract<HttpAuth, { kind: 'oauth' }>;
interface Asking extends AuthorizerDeps {
  readonly timeoutMs: number;
}

/** RFC 6749, section 4.4, with the client's credentials in the header. */
async function fetchToken(auth: OauthAuth, { secrets, send, clock, timeoutMs }: Asking): Promise<Token> {
  const example = 'https://login.example.com/token';
  const url = addressOf(auth.tokenUrlEnv, secrets, { schemes: ['http', 'https'], example });
  const id = encodeURIComponent(secretOf(auth.clientIdEnv, secrets));
  const secret = encodeURIComponent(secretOf(auth.clientSecretEnv, secrets));
  const scope = auth.scope === null ? {} : { scope: auth.scope };
  const answer = await send({
    url,
    method: 'POST',
    headers: {
      accept: 'application/json',
      authorization: `Basic ${basic(id, secret)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...scope }).toString(),
    timeoutMs,
    hosts: auth.hosts,
    secrets: [],
  });
  if (answer.kind !== 'answered') throw new CallFault('busy', answer.detail);
  const { status, body } = answer;
  if (status === 429 || status >= 500)
    throw new CallFault('busy', `${url.host} gives no token right now (${status}).`);
  const given = isObject(body.json) ? body.json : {};
  if (status !== 200 || typeof given.access_token !== 'string' || !/^[\x21-\x7e]+$/.test(given.access_token))
    throw new CallFault('refused', `${url.host} gave no token (${status}).`);
  const lifeMs = typeof given.expires_in === 'number' ? given.expires_in * 1000 : defaultLifeMs;
  return { text: given.access_token, until: clock.now().getTime() + lifeMs - marginMs };
}
