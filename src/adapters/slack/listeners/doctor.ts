import type { RespondFn } from '@slack/bolt';
import { roleWords } from '../../../domain/handoff/words.js';
import { personId } from '../../../domain/ids.js';
import { isMember, isReadable } from '../../../domain/people/membership.js';
import { findingBlocks } from '../blocks/card/findings.js';
import type { Desk } from '../press-context.js';
import { escaped } from '../text/foreign.js';

export interface DoctorRequest {
  readonly who: string;
  readonly respond: RespondFn;
}

/** Why this person may not ask what is in place, or null when they may. */
export function mayAskDoctor(desk: Desk, who: string): string | null {
  const charter = desk.charters.current();
  const context = { directory: desk.people.directory(), now: desk.clock.now() };
  const roles = [charter.exceptions.owner, ...(charter.breakGlass ? [charter.breakGlass] : [])];
  if (roles.some((role) => isMember(personId(who), role, context))) return null;
  const names = escaped(roleWords([...new Set(roles)]));
  return roles.every((role) => isReadable(role, context))
    ? `Only ${names} may ask me this.`
    : `Only ${names} may ask me this, and Slack does not say who that is right now. \`npm run doctor\` on my machine says why.`;
}

/** Looks and answers privately; it takes longer than Slack waits for an acknowledgement. */
export async function answerDoctor(desk: Desk, { who, respond }: DoctorRequest): Promise<void> {
  const findings = await desk.examine();
  desk.log.info({ person: who, bad: findings.filter(({ health }) => health === 'bad').length }, 'Examined.');
  await respond({
    response_type: 'ephemeral',
    replace_original: false,
    text: 'What is in place, and what is not',
    blocks: findingBlocks(findings),
  });
}
