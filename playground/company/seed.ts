import type { Records } from './records.js';

/** The demo company's customers, deals, orders and contracts. */
export function seed(records: Records): void {
  const account = (id: string, tier: string, status = 'open') =>
    records.seed(`/crm/accounts/${id}`, { id, tier, status, last_topic: 'none yet', owner: 'Ana' });
  account('Acme Corp', 'enterprise');
  account('Globex', 'business');
  account('Initech', 'starter', 'waiting');
  records.seed('/crm/deals/D-100', {
    id: 'D-100',
    account: 'Acme Corp',
    stage: 'proposal',
    amount: { minor: 4_800_000, currency: 'EUR' },
  });
  records.seed('/crm/deals/D-101', {
    id: 'D-101',
    account: 'Globex',
    stage: 'discovery',
    amount: { minor: 900_000, currency: 'EUR' },
  });
  records.seed('/payments/orders/O-7', {
    id: 'O-7',
    account: 'Globex',
    paid: { minor: 12_000, currency: 'EUR' },
  });
  records.seed('/payments/orders/O-8', {
    id: 'O-8',
    account: 'Initech',
    paid: { minor: 150_000, currency: 'EUR' },
  });
  records.seed('/contracts/K-1', {
    id: 'K-1',
    account: 'Acme Corp',
    discount_percent: 10,
    clause: 'standard',
  });
}
