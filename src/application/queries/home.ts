import type { Handoff } from '../../domain/handoff/handoff.js';
import { mayAsk } from '../../domain/people/authority.js';
import { reachOf } from '../../domain/people/reach.js';
import type { Queries } from '../../ports/queries.js';
import type { Store } from '../../ports/store.js';
import { type AskingDeps, askingNow } from './asking.js';

export interface HomeDeps extends AskingDeps {
  readonly store: Pick<Store, 'aging'>;
}

const mostListed = 100;
/** Nearly late: within this time. */
const nearMs = 3_600_000;

/** What waits for somebody and for their teams, what is in trouble, and what they wait for themselves. */
export function createHomeQuery(deps: HomeDeps): Queries['home'] {
  return async (by) => {
    const asking = askingNow(deps);
    const refused = mayAsk(by, asking);
    if (refused) return refused;
    const within = reachOf(by, asking);
    const dueBefore = new Date(asking.now.getTime() + nearMs);
    const page = { within, limit: mostListed };
    const [mine, team, troubled, asked] = await Promise.all([
      deps.store.aging({ ...page, person: by }),
      deps.store.aging({ ...page, ownerRoles: within.teams, dueBefore }),
      deps.store.aging({ ...page, isException: true }),
      deps.store.aging({ ...page, requester: by }),
    ]);
    const isMine = ({ owner }: Handoff): boolean => owner.person === by;
    return {
      mine: mine.handoffs.filter(({ state }) => state !== 'exception'),
      exceptions: troubled.handoffs.filter(
        ({ exception }) =>
          exception?.owner.person === by || within.teams.includes(exception?.owner.role ?? ''),
      ),
      team: team.handoffs.filter((one) => !isMine(one) && one.state !== 'exception'),
      waiting: asked.handoffs.filter((one) => !isMine(one)),
    };
  };
}
