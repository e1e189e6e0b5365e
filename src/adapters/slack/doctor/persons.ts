import type { WebClient } from '@slack/web-api';
import { errorCode } from '../delivery-fault.js';

/** Why somebody may not decide, or null when they may. Throws when Slack does not say. */
export type PersonLookup = (id: string) => Promise<string | null>;

/** Asks for each person once. */
export function createPersonLookup(client: WebClient, teamId: string): PersonLookup {
  const known = new Map<string, Promise<string | null>>();
  return (id) => {
    const found = known.get(id) ?? personTrouble(client, { id, teamId });
    known.set(id, found);
    return found;
  };
}

const instead = 'name somebody else in the charter.';

async function personTrouble(
  client: WebClient,
  { id, teamId }: { readonly id: string; readonly teamId: string },
): Promise<string | null> {
  try {
    const { user } = await client.users.info({ user: id });
    if (!user) return 'Slack said nothing about this person.';
    if (user.deleted) return `is deactivated: ${instead}`;
    if (user.is_bot) return `is a bot: ${instead}`;
    if (user.is_restricted || user.is_ultra_restricted)
      return `is a guest, and guests decide nothing: ${instead}`;
    return user.team_id === teamId ? null : `belongs to another workspace: ${instead}`;
  } catch (fault) {
    const isUnknown = ['user_not_found', 'user_not_visible'].includes(errorCode(fault) ?? '');
    if (isUnknown)
      return 'Slack knows nobody with this id: copy it again from the person’s profile (⋮ → Copy member ID).';
    throw fault;
  }
}
