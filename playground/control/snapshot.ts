import type { Company } from '../company/company.js';
import type { AppFeatures } from '../manifest.js';
import { directMessage } from '../workspace/state.js';
import type { Workspace } from '../workspace/workspace.js';
import { clockOf, type Time } from './clock.js';
import { conversation, newestIn, type View } from './conversation.js';
import { activeFaults } from './faults.js';
import { steps } from './steps.js';

const shown = [
  '/crm/accounts/Acme Corp',
  '/crm/accounts/Globex',
  '/crm/deals/D-100',
  '/payments/orders/O-7',
  '/contracts/K-1',
];

interface Seen {
  readonly workspace: Workspace;
  readonly company: Company;
  readonly time: Time;
  readonly features: AppFeatures;
}

/** Everything that one person sees right now, with the part of one conversation that they look at. */
export function snapshot({ workspace, company, time, features }: Seen, view: View) {
  const { state } = workspace;
  const { who } = view;
  const own = directMessage(state, who).id;
  return {
    people: [...state.users.values()].map(({ id, name, isBot, teamId }) => ({
      id,
      name,
      isBot: isBot ?? false,
      isOutside: teamId !== state.team.id,
    })),
    channels: [...state.channels.values()]
      .filter(({ id }) => id.startsWith('C') || id === own)
      .map(({ id, name, isArchived }) => ({
        id,
        name: id === own ? 'Countersign' : name,
        isDirect: id === own,
        isArchived: isArchived ?? false,
        newest: newestIn(state, id, who),
      })),
    ...conversation(state, view),
    modal: workspace.as(who).modal() ?? null,
    modalDepth: state.modals.get(who)?.length ?? 0,
    home: workspace.as(who).home() ?? null,
    records: shown.map((resource) => ({ resource, now: company.record(resource) })),
    ledger: company.ledger().slice(-8),
    clock: clockOf(time),
    faults: activeFaults(workspace),
    steps: steps(state, company),
    features,
    warnings: state.warnings.map((words, index) => ({ index, words })).slice(-3),
  };
}
