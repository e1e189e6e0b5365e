import type { Charter } from '../../../domain/charter/charter.js';
import type { Clock } from '../../../ports/clock.js';
import type { Finding } from '../../../ports/finding.js';
import { createWebClient, type SlackSettings } from '../client.js';
import { examineChannels } from './channels.js';
import { examineConnection } from './connection.js';
import { examineRoles } from './roles.js';
import { examineSocket } from './socket.js';

export interface Patient {
  readonly slack: SlackSettings & { readonly appToken: string | null };
  readonly charter: Charter;
  /** The scopes of the manifest; null when it cannot be read. */
  readonly scopes: readonly string[] | null;
  /** This machine's, which is compared with Slack's. */
  readonly clock: Clock;
}

/** Whether Slack takes the tokens, and whether everybody and every place that the charter names can be reached. */
export async function examineSlack({ slack, charter, scopes, clock }: Patient): Promise<Finding[]> {
  const { findings, teamId } = await examineConnection(slack, { wanted: scopes, clock });
  const socket = slack.appToken === null ? [] : [await examineSocket(slack.apiUrl, slack.appToken)];
  // With a token that Slack refuses every other call would say the same again.
  if (teamId === null) return [...findings, ...socket];
  const client = createWebClient(slack);
  return [
    ...findings,
    ...socket,
    ...(await examineChannels(client, charter)),
    ...(await examineRoles({ client, charter, teamId })),
  ];
}
