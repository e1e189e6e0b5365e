import type { Anchor } from '../../../domain/log/anchor.js';
import { contentHash, endFault, type Head, linkFault } from '../../../domain/log/chain.js';
import { delegationEnds, isOfDelegations } from '../queries/delegations.js';
import { all, first, sql } from '../queries/query.js';
import { ask, type Steps } from '../queries/steps.js';
import { everyAnchor, furthestDelivery } from './anchors.js';
import { type AnchorBreak, anchorChainBreak, createAnchorCheck } from './check-anchors.js';
import { type LoggedLink, lookAtLinks, lookAtTexts } from './log-rows.js';
import { outsideBreak } from './outside-anchors.js';

/** The first event that does not fit. */
export interface ChainBreak {
  readonly handoffId: string;
  readonly n: number;
  readonly why: string;
}
export interface Verified {
  readonly events: number;
  readonly handoffs: number;
  readonly anchors: readonly Anchor[];
  readonly broken: ChainBreak | AnchorBreak | null;
}

export interface VerifyOrder {
  /** Logs from before there were anchors have none. */
  readonly hasAnchors: boolean;
  /** Or no delegations in them. */
  readonly hasDelegations: boolean;
  /** A file with the anchors that were kept outside. */
  readonly outside: string | null;
}

/**
 * Reads the whole log and checks every chain, every text and every anchor, and the anchors against a file that was kept
 * outside. Writes nothing. To be followed over one snapshot.
 */
export function* verifyLog({ hasAnchors, hasDelegations, outside }: VerifyOrder): Steps<Verified> {
  const anchors = hasAnchors ? yield* ask(everyAnchor) : [];
  const { see, heads, checkEnd, events } = createChainCheck(anchors);
  const broken =
    (yield* lookAtLinks(see)) ??
    (yield* changedEnd(heads, hasDelegations)) ??
    (yield* changedText()) ??
    (yield* ask(missingText)) ??
    (hasAnchors ? anchorChainBreak(anchors, (yield* ask(furthestDelivery)) ?? 0) : null) ??
    checkEnd() ??
    (outside === null ? null : outsideBreak(outside, anchors));
  const handoffs = [...heads.keys()].filter((id) => !isOfDelegations(id)).length;
  return { events: events(), handoffs, anchors, broken };
}

function createChainCheck(anchors: readonly Anchor[]) {
  const anchorCheck = createAnchorCheck(anchors);
  const heads = new Map<string, Head>();
  let events = 0;
  const see = (link: LoggedLink): ChainBreak | AnchorBreak | null => {
    const { handoffId, n, hash } = link;
    events += 1;
    const fault = link.seq === events ? linkFault(heads.get(handoffId), link) : gap(events, n);
    if (fault) return { handoffId, ...fault };
    heads.set(handoffId, { n, hash });
    return anchorCheck.see(link);
  };
  return { see, heads, checkEnd: () => anchorCheck.end(events), events: () => events };
}

/** Places are given one after the other and never again, so a gap is something removed. */
function gap(place: number, n: number) {
  return {
    n,
    why: `the event that stood before it, at place ${place} of the whole log, is missing`,
  };
}

function* changedEnd(heads: ReadonlyMap<string, Head>, hasDelegations: boolean): Steps<ChainBreak | null> {
  const lent = hasDelegations ? yield* ask(delegationEnds) : [];
  const rows = [...(yield* ask(storedHeads)), ...lent];
  for (const { id, head_hash: head } of rows) {
    const fault = endFault(heads.get(id), head);
    if (fault) return { handoffId: id, ...fault };
  }
  if (rows.length === heads.size) return null;
  const known = new Set(rows.map(({ id }) => id));
  const handoffId = [...heads.keys()].find((id) => !known.has(id)) ?? '';
  return { handoffId, n: 1, why: 'the handoff that the event belongs to is missing' };
}

function* changedText(): Steps<ChainBreak | null> {
  const changed = yield* lookAtTexts((text) =>
    contentHash(text.handoffId, text.body) === text.hash ? null : text,
  );
  if (!changed) return null;
  const at = yield* ask(eventOfText, { hash: changed.hash });
  return { ...(at ?? { handoffId: changed.handoffId, n: 1 }), why: 'its text was changed' };
}

const storedHeads = all(
  () => sql.selectFrom('handoffs').select(['id', 'head_hash']).orderBy('id'),
  (row) => row,
);
const eventOfText = first(
  (p) =>
    sql
      .selectFrom('events')
      .select(['handoff_id', 'n'])
      .where('content_hash', '=', p('hash'))
      .orderBy('seq')
      .limit(1),
  ({ handoff_id: handoffId, n }) => ({ handoffId, n }),
);
/** A text may be gone, but only where an erasure is on record after it. */
const missingText = first(
  () =>
    sql
      .selectFrom('events')
      .select(['handoff_id', 'n'])
      .where('content_hash', 'is not', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(selectFrom('contents').select('hash').whereRef('contents.hash', '=', 'events.content_hash')),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('events as later')
              .select('later.n')
              .whereRef('later.handoff_id', '=', 'events.handoff_id')
              .whereRef('later.n', '>', 'events.n')
              .where('later.type', '=', 'erased'),
          ),
        ),
      )
      .orderBy('seq')
      .limit(1),
  ({ handoff_id: handoffId, n }): ChainBreak => ({
    handoffId,
    n,
    why: 'its text is missing, and no erasure is on record',
  }),
);
