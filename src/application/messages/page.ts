import { type PagingWay, pagingRoute } from '../../domain/charter/paging.js';
import type { Effect } from '../../domain/effect.js';
import type { Handoff } from '../../domain/handoff/handoff.js';
import { bot } from '../../domain/ids.js';
import type { Charters } from '../../ports/charters.js';
import type { WriteResult } from '../../ports/connector.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { Pager } from '../../ports/pager.js';
import type { OutboxItem } from '../../ports/store.js';
import { backoffMs, done, type EffectOutcome, later, type Perform } from '../effect-outcome.js';

export interface PagingDeps {
  readonly pager: Pager;
  readonly charters: Charters;
  readonly dispatch: Dispatch;
}

type PageEffect = Effect & { readonly type: 'page' };
type PageItem = OutboxItem & { readonly effect: PageEffect };

export interface PageSender {
  readonly perform: Perform<PageEffect>;
  /** One sentence from when a page failed for good until one gets through the same way. */
  trouble(): string | null;
}

/** About a minute of tries: somebody else has to be told while it still helps. */
const mostAttempts = 6;

export function createPaging(deps: PagingDeps): PageSender {
  const failed = new Map<PagingWay, string>();
  return {
    perform: async (item, handoff) => {
      // What has been decided meanwhile wakes nobody.
      if (handoff.state !== 'review') return done;
      const { way } = item.effect;
      const result = await send(item, handoff, deps);
      if (result.outcome === 'done') {
        failed.delete(way);
        return done;
      }
      if (isWorthATry(result) && item.attempts + 1 < mostAttempts)
        return later(result.outcome === 'busy' ? result.retryAfterMs : backoffMs(item.attempts));
      failed.set(way, `The last page by ${way} did not get through: ${result.detail}`);
      return giveUp(result.detail, { item, handoff, deps });
    },
    trouble: () => [...failed.values()][0] ?? null,
  };
}

const isWorthATry = ({ outcome }: WriteResult): boolean => outcome === 'busy' || outcome === 'unknown';

function send(item: PageItem, handoff: Handoff, deps: PagingDeps): Promise<WriteResult> {
  const { way, owner } = item.effect;
  const route = pagingRoute(deps.charters.current(), owner.role);
  if (!route)
    return Promise.resolve({ outcome: 'refused', detail: 'The charter pages nobody any more.' } as const);
  return deps.pager.page({
    key: `page-${handoff.id}-${item.id}`,
    way,
    route,
    handoff: handoff.id,
    taskType: handoff.origin.taskType,
    role: owner.role,
    person: owner.person,
    openedAt: handoff.origin.openedAt,
    dueAt: handoff.clock.dueAt,
  });
}

async function giveUp(
  detail: string,
  at: { readonly item: PageItem; readonly handoff: Handoff; readonly deps: PagingDeps },
): Promise<EffectOutcome> {
  const command = { type: 'report_undeliverable', surface: 'pager', detail } as const;
  await at.deps.dispatch({ handoffId: at.handoff.id, command, actor: bot, settles: at.item.id });
  return done;
}
