import type { Handoff } from '../../../src/domain/handoff/handoff.js';
import type { ProposalContent } from '../../../src/domain/handoff/proposal.js';
import type { Run } from '../../../src/domain/handoff/run.js';
import { personId } from '../../../src/domain/ids.js';
import type { EventType, HandoffEvent } from '../../../src/domain/log/event.js';
import { done, startAt } from '../../support/bot/a-story.js';

type EventOf<Type extends EventType> = Extract<HandoffEvent, { type: Type }>;

let instants = 0;
/** No two are the same, so that one in another's place is seen. */
const at = (): Date => {
  instants += 1;
  return new Date(startAt.getTime() + instants * 61_001);
};
/** What came from outside stays as it came, whatever its names and texts look like. */
const foreign = { dueAt: '2026-11-01T00:00:00.000Z', since: '2019-04-01', until: '1', at: 'noon' };
const by = personId('U0ANA');
const owner = { role: 'support', person: by };
const base = done().it();

const run = (kind: Run['kind']): Run => ({
  ...{ kind, startedAt: at(), askedBy: by, reason: 'since: 2026-01-01', round: 1, isForced: false },
  failure: { cause: 'failed', detail: '2026-11-01T00:00:00.000Z' },
  held: {
    ...{ cause: 'limit', what: 'crm.update_account', by, limit: { atMost: 2, per: 'hour' } },
    ...{ since: at(), untilAt: at() },
  },
  steps: [0, 1].map((action) => ({
    ...{ action, record: 'crm ["Acme Corp"]', status: 'done', attempt: 1, key: `key-${action}` },
    ...{ startedAt: at(), detail: null },
    ...{ prior: foreign, result: foreign },
  })),
});

const proposal: ProposalContent = {
  ...{ workspaceId: 'default', handoffId: 'h_1', charterHash: 'charter-hash', revision: 2 },
  draft: { text: '2026-11-01T00:00:00.000Z', feeds: [{ action: 1, argument: 'body' }] },
  actions: [{ tool: 'crm.update_account', toolHash: 't', arguments: foreign, before: foreign }],
};

/** A handoff in which nothing is absent. */
export const sampleHandoff: Handoff = {
  ...base,
  work: {
    ...base.work,
    fields: foreign,
    question: { by, text: 'Since when?', fields: ['since', 'dueAt'], answer: '2026-11-01T00:00:00.000Z' },
    suggested: base.work.proposal,
    proposal: base.work.proposal && {
      ...base.work.proposal,
      hash: 'edited',
      actions: base.work.proposal.actions.map((action) => ({
        ...action,
        arguments: foreign,
        before: foreign,
      })),
    },
  },
  consent: {
    ...base.consent,
    votes: [{ by, inPlaceOf: by, hash: 'h', at: at() }],
    decision: {
      ...{ verdict: 'approved', by: [by], override: null, hash: 'h', at: at(), category: null, reason: null },
      mode: 'act',
    },
  },
  execution: { ...base.execution, run: run('write'), undoUntil: at() },
  exception: { cause: 'failed', detail: 'It failed', owner, since: at() },
  ending: { by, reason: 'Done', at: at() },
  clock: {
    ...base.clock,
    pauses: [
      { fromAt: 1, toAt: 2 },
      { fromAt: 3, toAt: null },
    ],
    startedAt: at(),
    snoozedUntil: at(),
    touchedAt: at(),
    dueAt: at(),
    expiresAt: at(),
    nextCheckAt: at(),
  },
  origin: { ...base.origin, openedAt: at() },
};

const { policy } = sampleHandoff;
const { packet } = sampleHandoff.work;
const { submission } = sampleHandoff.origin;
const reached = { isPaged: true, passedOver: [{ ...owner, why: 'away' }] } as const;

/** One of each type, with each instant that it can have; the compiler asks for one of a new type. */
export const sampleEvents: { readonly [Type in EventType]: EventOf<Type> } = {
  submitted: {
    type: 'submitted',
    data: {
      ...{ id: base.id, workspaceId: 'default', taskType: 'customer_reply', agent: 'support-agent' },
      ...{ handoffType: 'customer_response', requester: by, charterHash: 'charter-hash', policy, owner },
      ...{ missing: ['since'], nonce: 'n', nextCheckAt: at() },
    },
    content: { account: 'Acme Corp', submission, fields: foreign, packet, proposal },
  },
  triaged: {
    type: 'triaged',
    data: {
      ...{ to: 'executing', owner, policy, missing: [], nonce: 'n', dueAt: at(), expiresAt: at() },
      ...{ nextCheckAt: at(), run: run('write') },
    },
    content: { packet, fields: foreign, proposal },
  },
  information_supplied: {
    type: 'information_supplied',
    data: { missing: [], nextCheckAt: at() },
    content: { fields: foreign, answer: '2026-11-01T00:00:00.000Z' },
  },
  voted: { type: 'voted', data: { hash: 'v', revision: 1, inPlaceOf: by }, content: null },
  overridden: { type: 'overridden', data: { hash: 'o', revision: 1 }, content: { reason: 'Now' } },
  approved: {
    type: 'approved',
    data: { by: [by], hash: 'a', to: 'executing', run: run('write'), nextCheckAt: at() },
    content: null,
  },
  edited: {
    type: 'edited',
    data: { revision: 2, nonce: 'n', policy, voidedVotes: 1, readsAgain: { nextCheckAt: at() } },
    content: {
      ...{ proposal, fields: foreign },
      differences: [{ action: 0, name: 'dueAt', from: '2026-11-01', to: '2026-12-01' }],
    },
  },
  rejected: { type: 'rejected', data: { hash: 'r', category: 'tone' }, content: { reason: 'Too stiff' } },
  escalated: {
    type: 'escalated',
    data: {
      ...{ from: owner, to: owner, option: 'clock', dueAt: at(), calendar: 'office', nextRung: 1 },
      ...{ nextCheckAt: at(), ...reached },
    },
    content: { note: null },
  },
  information_asked: {
    type: 'information_asked',
    data: { nextCheckAt: at(), fields: ['dueAt'] },
    content: { question: 'Since when?' },
  },
  taken_over: { type: 'taken_over', data: { by, nextCheckAt: at() }, content: null },
  snoozed: { type: 'snoozed', data: { until: at(), nextCheckAt: at() }, content: null },
  handed_back: { type: 'handed_back', data: { nextCheckAt: at(), owner }, content: { note: 'x' } },
  completed: { type: 'completed', data: {}, content: { note: 'Called' } },
  cancelled: { type: 'cancelled', data: {}, content: { reason: 'Not needed' } },
  expired: { type: 'expired', data: {}, content: null },
  nudged: {
    type: 'nudged',
    data: { who: owner, rung: 0, nextRung: 1, nextCheckAt: at(), channel: '#support', ...reached },
    content: null,
  },
  checked: { type: 'checked', data: { nextCheckAt: at(), nextRung: 1 }, content: null },
  step_started: {
    type: 'step_started',
    data: { step: 0, key: 'key-0', attempt: 1 },
    content: { prior: foreign },
  },
  step_held: {
    type: 'step_held',
    data: { step: 0, hold: run('write').held! },
    content: null,
  },
  step_finished: {
    type: 'step_finished',
    data: { step: 0, status: 'done' },
    content: { result: foreign, detail: 'ok' },
  },
  asked_again: {
    type: 'asked_again',
    data: { revision: 2, nonce: 'n', dueAt: at(), nextCheckAt: at() },
    content: { proposal, moved: 'status' },
  },
  compensation_started: {
    type: 'compensation_started',
    data: { cause: 'failed', nextCheckAt: at() },
    content: { run: run('undo'), detail: 'It failed' },
  },
  executed: { type: 'executed', data: { undoUntil: at() }, content: null },
  exception_raised: {
    type: 'exception_raised',
    data: { cause: 'failed', owner, nextCheckAt: at() },
    content: { detail: 'It failed' },
  },
  retried: { type: 'retried', data: { nextCheckAt: at() }, content: { run: run('write') } },
  resolved: { type: 'resolved', data: { outcome: 'given_up' }, content: { reason: 'Too late' } },
  rollback_started: {
    type: 'rollback_started',
    data: { nextCheckAt: at() },
    content: { reason: 'Wrong client', run: run('undo') },
  },
  rolled_back: { type: 'rolled_back', data: { undone: 1, stands: 1 }, content: null },
  undelivered: { type: 'undelivered', data: { surface: 'card' }, content: { detail: 'archived' } },
  refused: { type: 'refused', data: { command: 'approve', code: 'old_card' }, content: null },
  erased: { type: 'erased', data: {}, content: null },
};
