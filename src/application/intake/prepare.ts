import type { Effect } from '../../domain/effect.js';
import type { Handoff } from '../../domain/handoff/handoff.js';
import { nextProposal } from '../../domain/handoff/next-proposal.js';
import type { Packet } from '../../domain/handoff/packet.js';
import type { Action } from '../../domain/handoff/proposal.js';
import { bot } from '../../domain/ids.js';
import type { JsonObject } from '../../domain/json.js';
import type { Charters } from '../../ports/charters.js';
import type { Clock } from '../../ports/clock.js';
import { type Connector, isReadFault } from '../../ports/connector.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { Log } from '../../ports/log.js';
import type { People } from '../../ports/people.js';
import type { Store } from '../../ports/store.js';
import { done, type Perform } from '../effect-outcome.js';
import { route } from './router.js';

export interface PrepareDeps {
  readonly store: Store;
  readonly dispatch: Dispatch;
  readonly charters: Charters;
  readonly people: People;
  readonly connectors: Readonly<Record<string, Connector>>;
  readonly pack: (handoff: Handoff) => Promise<{ readonly packet: Packet; readonly fields: JsonObject }>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Gathers what a person needs before they are asked: the packet, what the records hold now, and an owner. */
export function createPrepare(deps: PrepareDeps): Perform<Effect & { type: 'prepare' }> {
  return async (item, handoff) => {
    if (handoff.state !== 'intake') return done;
    const { packet, fields } = await deps.pack(handoff);
    const [records, load] = await Promise.all([
      readRecords(handoff, { packet, fields: { ...fields, ...handoff.work.fields } }, deps),
      deps.store.load(),
    ]);
    const owner = route(
      handoff,
      {
        charter: deps.charters.current(),
        directory: deps.people.directory(),
        now: deps.clock.now(),
      },
      load,
    );
    await deps.dispatch({
      handoffId: handoff.id,
      command: {
        type: 'triage',
        ...{ packet, fields, owner, nonce: deps.clock.newId() },
        before: records.map(({ before }) => before),
        unread: records.map(({ unread }) => unread),
      },
      actor: bot,
      settles: item.id,
    });
    return done;
  };
}

async function readRecords(
  handoff: Handoff,
  packed: { readonly packet: Packet; readonly fields: JsonObject },
  deps: PrepareDeps,
): Promise<Seen[]> {
  const proposal = nextProposal(handoff, packed, deps.charters.current());
  return Promise.all((proposal?.actions ?? []).map((action) => readRecord(handoff, action, deps)));
}

interface Seen {
  readonly before: JsonObject | null;
  /** Why it could not be read. */
  readonly unread: string | null;
}
const nothingToRead: Seen = { before: null, unread: null };

/** An unreadable record does not keep the card from appearing; the card says so, and what will come of it. */
async function readRecord(handoff: Handoff, action: Action, deps: PrepareDeps): Promise<Seen> {
  const tool = deps.charters.current().tools[action.tool];
  const connector = tool && deps.connectors[tool.target.kind];
  if (!tool?.reads || !connector) return nothingToRead;
  try {
    const { id: handoffId } = handoff;
    const { account } = handoff.origin;
    const of = { handoffId, account, kind: 'read', attempt: null } as const;
    return { before: await connector.read({ tool, arguments: action.arguments, of }), unread: null };
  } catch (fault) {
    deps.log.warn({ err: fault, handoff: handoff.id, tool: tool.name }, 'Tool read failed before review.');
    return { before: null, unread: isReadFault(fault) ? fault.message : 'The tool did not say why.' };
  }
}
