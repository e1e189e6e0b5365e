import type { PersonId } from '../../domain/ids.js';
import { mayAsk } from '../../domain/people/authority.js';
import { type Reach, reachOf } from '../../domain/people/reach.js';
import type { AgingPart, Queries } from '../../ports/queries.js';
import type { AgingFilter, Store } from '../../ports/store.js';
import { type AskingDeps, askingNow } from './asking.js';

export interface AgingDeps extends AskingDeps {
  readonly store: Pick<Store, 'aging' | 'paused'>;
}

/** What is open and may be read by whoever asks; a team's work is that of everybody whom they look after. */
export function createAgingQuery(deps: AgingDeps): Queries['aging'] {
  return async (by, { of, limit, cursor }) => {
    const asking = askingNow(deps);
    const refused = mayAsk(by, asking);
    if (refused) return refused;
    const within = reachOf(by, asking);
    const page = { within, limit, ...(cursor ? { cursor } : {}) };
    const found = await deps.store.aging({ ...page, ...narrowedTo(of, by, within) });
    return { ...found, paused: await deps.store.paused() };
  };
}

function narrowedTo(of: AgingPart, by: PersonId, { teams }: Reach): Partial<AgingFilter> {
  switch (of.kind) {
    case 'everything':
      return {};
    case 'mine':
      return { person: by };
    case 'team':
      return { ownerRoles: teams };
    case 'exceptions':
      return { isException: true };
    case 'task_type':
      return { taskType: of.name };
    case 'person':
      return { person: of.id };
  }
}
