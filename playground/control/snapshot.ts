import type { Company } from '../company/company.js';
import { directMessage } from '../workspace/state.js';
import type { Workspace } from '../workspace/workspace.js';
import { clockOf, type Time } from './clock.js';
import { activeFaults } from './faults.js';

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
}

/** Everything that one person sees right now. */
export const snapshot = ({ workspace, company, time }: Seen, who: string) => {
  const { state } = workspace;
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
      .map(({ id, name }) => ({ id, name: id === own ? 'Countersign' : name, isDirect: id === own })),
    messages: state.messages.filter(
      (message) =>
        (message.channel.startsWith('C') || message.channel === own) &&
        (!message.onlyFor || message.onlyFor === who),
    ),
    modal: workspace.as(who).modal() ?? null,
    home: workspace.as(who).home() ?? null,
    records: shown.map((resource) => ({ resource, now: company.record(resource) })),
    ledger: company.ledger().slice(-8),
    clock: clockOf(time),
    faults: activeFaults(workspace),
    warnings: state.warnings.slice(-3),
  };
};
