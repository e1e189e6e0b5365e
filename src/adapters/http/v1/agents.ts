import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Charter } from '../../../domain/charter/charter.js';
import { problem } from '../problem.js';

/** Which agent's bearer token this is. Compared as digests, so that neither content nor length shows in the time. */
export function agentOf(
  request: Request,
  charter: Charter,
  secret: (name: string) => string | undefined,
): string {
  const token = /^Bearer (?<token>\S+)$/.exec(request.headers.authorization ?? '')?.groups?.token;
  if (!token) throw problem(401, 'Send the agent’s token as “Authorization: Bearer …”.');
  const given = digest(token);
  const found = Object.values(charter.agents).filter(({ tokenEnv }) => {
    const known = secret(tokenEnv);
    return known !== undefined && known !== '' && timingSafeEqual(digest(known), given);
  });
  if (!found[0]) throw problem(401, 'This token belongs to no agent of the charter.');
  return found[0].name;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
