import { z } from 'zod';
import type { ApiFault } from '../workspace/faults.js';
import { methods } from '../workspace/methods/methods.js';
import { findChannel, type State } from '../workspace/state.js';
import type { Workspace } from '../workspace/workspace.js';
import { readAs, WrongInput } from './body.js';

/** What a call may meet. */
const callFaults = {
  rate_limited: { kind: 'rate', retryAfterS: 2 },
  server_error: { kind: 'status', status: 503 },
  lost_reply: { kind: 'drop' },
} as const satisfies Readonly<Record<string, ApiFault>>;
type CallFault = keyof typeof callFaults;

const timesWords = 'must be a whole number from 1 to 1000';
const methodWords = 'must be a method that this workspace knows, such as chat.postMessage';
function call<Name extends CallFault>(fault: Name) {
  return z.strictObject({
    fault: z.literal(fault),
    method: z
      .string(methodWords)
      .refine((name) => name in methods, methodWords)
      .optional(),
    times: z.number(timesWords).int(timesWords).min(1, timesWords).max(1_000, timesWords).optional(),
  });
}
const wish = z.discriminatedUnion(
  'fault',
  [
    call('rate_limited'),
    call('server_error'),
    call('lost_reply'),
    z.strictObject({ fault: z.literal('disconnect') }),
    z.strictObject({
      fault: z.literal('archive_channel'),
      channel: z.string('must be a channel, such as #support'),
    }),
    z.strictObject({ fault: z.literal('deactivate_user'), user: z.string('must be a person’s id') }),
    z.strictObject({ fault: z.literal('revoke_token') }),
    z.strictObject({ fault: z.literal('clear') }),
  ],
  'must be rate_limited, server_error, lost_reply, disconnect, archive_channel, deactivate_user, revoke_token or clear',
);
type Wish = z.output<typeof wish>;

/** Lets something go wrong; answers with everything that is wrong now. */
export function causeFault(body: unknown, workspace: Workspace) {
  cause(readAs(wish, body), workspace);
  workspace.state.changed();
  return { faults: activeFaults(workspace) };
}

function cause(wanted: Wish, workspace: Workspace): void {
  const { state, faults } = workspace;
  switch (wanted.fault) {
    case 'rate_limited':
    case 'server_error':
    case 'lost_reply':
      return faults.plan(wanted.method ?? null, callFaults[wanted.fault], wanted.times ?? 1);
    case 'disconnect':
      return workspace.disconnect('refresh_requested');
    case 'archive_channel':
      return archive(state, wanted.channel);
    case 'deactivate_user':
      return deactivate(workspace, wanted.user);
    case 'revoke_token':
      return faults.revokeToken();
    case 'clear':
      return clear(workspace);
  }
}

function archive(state: State, wanted: string): void {
  const channel = findChannel(state, wanted);
  if (!channel?.id.startsWith('C')) throw new WrongInput('“channel” must be a channel of this workspace.');
  channel.isArchived = true;
}

function deactivate(workspace: Workspace, id: string): void {
  const user = workspace.state.users.get(id);
  if (!user || user.isBot) throw new WrongInput('“user” must be the id of a person of this workspace.');
  user.isDeactivated = true;
  // The workspace does not wait for the app to hear of it.
  void workspace.event({ type: 'user_change', user: { id, deleted: true } });
}

function clear({ state, faults }: Workspace): void {
  faults.clear();
  for (const channel of state.channels.values()) channel.isArchived = false;
  for (const user of state.users.values()) user.isDeactivated = false;
}

interface ActiveFault {
  readonly fault: Wish['fault'];
  readonly method?: string | null;
  readonly times?: number;
  readonly channel?: string;
  readonly user?: string;
}

/** Everything that is wrong right now; a disconnection is over as soon as it has happened. */
export function activeFaults({ state, faults }: Workspace): ActiveFault[] {
  return [
    ...faults.planned().flatMap(({ method, fault, left }) => {
      const name = (Object.keys(callFaults) as CallFault[]).find(
        (one) => callFaults[one].kind === fault.kind,
      );
      return name ? [{ fault: name, method, times: left }] : [];
    }),
    ...[...state.channels.values()]
      .filter(({ isArchived }) => isArchived)
      .map(({ id }) => ({ fault: 'archive_channel' as const, channel: id })),
    ...[...state.users.values()]
      .filter(({ isDeactivated }) => isDeactivated)
      .map(({ id }) => ({ fault: 'deactivate_user' as const, user: id })),
    ...(faults.isRevoked() ? [{ fault: 'revoke_token' as const }] : []),
  ];
}
