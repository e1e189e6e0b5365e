/**
 * What each event makes of a handoff. This is the only place where a handoff changes, in the running bot and in
 * a replay alike; so a handoff rebuilt from its events equals the stored one.
 */

import { stillRead, unchangedOf } from '../handoff/extracted.js';
import {
  applyChange,
  type Decision,
  type Handoff,
  type HandoffChange,
  isUnanswered,
} from '../handoff/handoff.js';
import { freeze, type ProposalContent } from '../handoff/proposal.js';
import { type Actor, type PersonId, personId } from '../ids.js';
import { withoutTexts } from './erasure.js';
import type { EventType, HandoffEvent, Happened } from './event.js';
import { carryingOut, type Evolution } from './evolve-run.js';
import { openedBy } from './opened-by.js';

export function evolve(handoff: Handoff | null, happened: Happened): Handoff {
  const { event, n } = happened;
  if (event.type === 'submitted') return openedBy(event, happened);
  if (!handoff) throw new Error(`The event “${event.type}” belongs to no handoff.`);
  const change = changes[event.type] as Evolution<HandoffEvent>;
  const next = applyChange(handoff, change(handoff, event, happened));
  return applyChange(next, { ...seen(handoff, happened), version: n });
}

/** Whether this version knows such an event. */
export function isEventType(type: string): type is EventType {
  return type === 'submitted' || Object.hasOwn(changes, type);
}

/** A reminder counts until somebody does something; what the bot does by itself is no answer to it. */
function seen(handoff: Handoff, { event, actor, at }: Happened): HandoffChange {
  if (event.type === 'nudged') return { clock: { reminders: handoff.clock.reminders + 1 } };
  return actor.kind === 'bot' || event.type === 'refused' ? {} : { clock: { touchedAt: at, reminders: 0 } };
}

type Changes = {
  readonly [Type in Exclude<EventType, 'submitted'>]: Evolution<Extract<HandoffEvent, { type: Type }>>;
};

const frozen = (content: ProposalContent | null) => content && freeze(content);

function paused(pauses: Handoff['clock']['pauses'], at: Date): Handoff['clock']['pauses'] {
  return pauses.at(-1)?.toAt === null ? pauses : [...pauses, { fromAt: at.getTime(), toAt: null }];
}
function resumed(pauses: Handoff['clock']['pauses'], at: Date): Handoff['clock']['pauses'] {
  return pauses.map((pause) => (pause.toAt === null ? { ...pause, toAt: at.getTime() } : pause));
}
/** Nobody leaves it again: that all their words were replaced since is not for the bot to judge. */
function withEditor({ consent: { editors } }: Handoff, actor: Actor): Handoff['consent']['editors'] {
  const by = asPerson(actor);
  return by && !editors.includes(by) ? [...editors, by] : editors;
}

const asPerson = (actor: Actor): PersonId | null => (actor.kind === 'person' ? personId(actor.id) : null);
function approval(
  { policy: { mode } }: Handoff,
  given: Pick<Decision, 'by' | 'override' | 'hash' | 'at'>,
): Decision {
  return { verdict: 'approved', ...given, category: null, reason: null, mode };
}
function endedBy(happened: Happened, reason: string | null) {
  return {
    ending: { by: asPerson(happened.actor), reason, at: happened.at },
    clock: { nextCheckAt: null },
  };
}

const changes: Changes = {
  ...carryingOut,
  triaged: (handoff, { data, content }, { at }) => {
    const proposal = frozen(content.proposal);
    return {
      state: data.to,
      owner: data.owner,
      policy: data.policy,
      work: {
        missing: data.missing,
        readByModel: data.readByModel ?? [],
        packet: content.packet,
        fields: content.fields,
        // Once people have worked on it, the first suggestion stays what it was.
        suggested:
          handoff.clock.startedAt && handoff.work.missing.length === 0 ? handoff.work.suggested : proposal,
        proposal,
        unread: content.unread ?? [],
      },
      consent: { nonce: data.nonce, votes: [] },
      clock: {
        startedAt: handoff.clock.startedAt ?? at,
        pauses: data.to === 'blocked' ? paused(handoff.clock.pauses, at) : resumed(handoff.clock.pauses, at),
        dueAt: data.dueAt,
        expiresAt: data.expiresAt,
        nextCheckAt: data.nextCheckAt,
      },
      execution: { run: data.run },
    };
  },
  information_supplied: (handoff, { data, content }, { actor }) => ({
    state: 'intake',
    work: {
      question: handoff.work.question && { ...handoff.work.question, answer: content.answer },
      fields: { ...handoff.work.fields, ...content.fields },
      missing: data.missing,
      readByModel: stillRead(handoff.work.readByModel, content.fields),
    },
    consent: {
      // Whoever gives a value shapes what is proposed.
      editors: Object.keys(content.fields).length ? withEditor(handoff, actor) : handoff.consent.editors,
    },
    clock: { nextCheckAt: data.nextCheckAt },
  }),
  voted: (handoff, { data }, { actor, at }) => {
    const by = asPerson(actor);
    const vote = by && { by, inPlaceOf: data.inPlaceOf, hash: data.hash, at };
    return { consent: { votes: vote ? [...handoff.consent.votes, vote] : handoff.consent.votes } };
  },
  overridden: (handoff, { data: { hash }, content }, { actor, at }) => {
    const by = actor.kind === 'person' ? [actor.id] : [];
    return { consent: { decision: approval(handoff, { by, override: content.reason, hash, at }) } };
  },
  approved: (handoff, { data }, { at }) => {
    const { by, hash } = data;
    const override = handoff.consent.decision?.override ?? null;
    return {
      state: data.to,
      consent: { decision: approval(handoff, { by, override, hash, at }) },
      execution: { run: data.run },
      clock: { nextCheckAt: data.nextCheckAt },
    };
  },
  edited: (handoff, { data, content }, { actor }) => ({
    ...(data.readsAgain ? ({ state: 'intake', ...data.readsAgain } as const) : {}),
    work: {
      readByModel: unchangedOf(handoff.work, content.fields),
      proposal: freeze(content.proposal),
      fields: content.fields,
    },
    policy: data.policy,
    consent: { nonce: data.nonce, editors: withEditor(handoff, actor), votes: [] },
  }),
  rejected: (handoff, { data, content }, happened) => {
    const by = asPerson(happened.actor);
    return {
      state: 'rejected',
      consent: {
        decision: {
          verdict: 'rejected',
          by: by ? [by] : [],
          override: null,
          hash: data.hash,
          at: happened.at,
          category: data.category,
          reason: content.reason,
          mode: handoff.policy.mode,
        },
      },
      ...endedBy(happened, content.reason),
    };
  },
  escalated: (handoff, { data }, { at }) => ({
    owner: data.to,
    policy: data.calendar === undefined ? handoff.policy : { ...handoff.policy, calendar: data.calendar },
    clock: {
      dueAt: data.dueAt,
      startedAt: data.option === 'clock' ? handoff.clock.startedAt : at,
      pauses: data.option === 'clock' ? handoff.clock.pauses : [],
      snoozedUntil: null,
      nextRung: data.nextRung,
      nextCheckAt: data.nextCheckAt,
    },
  }),
  information_asked: (handoff, { data, content }, { actor, at }) => ({
    state: 'blocked',
    clock: { pauses: paused(handoff.clock.pauses, at), nextCheckAt: data.nextCheckAt },
    work: { question: { by: asPerson(actor), text: content.question, fields: data.fields, answer: null } },
  }),
  taken_over: (handoff, { data }, { at }) => ({
    state: 'taken_over',
    clock: { pauses: resumed(handoff.clock.pauses, at), nextCheckAt: data.nextCheckAt },
    owner: { ...handoff.owner, person: data.by },
  }),
  snoozed: (_handoff, { data }) => ({ clock: { snoozedUntil: data.until, nextCheckAt: data.nextCheckAt } }),
  handed_back: (handoff, { data }, { at }) => ({
    state: isUnanswered(handoff) ? 'blocked' : 'review',
    clock: {
      pauses: isUnanswered(handoff) ? paused(handoff.clock.pauses, at) : handoff.clock.pauses,
      nextCheckAt: data.nextCheckAt,
    },
    owner: data.owner ?? handoff.owner,
  }),
  completed: (_handoff, { content }, happened) => ({ state: 'resolved', ...endedBy(happened, content.note) }),
  cancelled: (_handoff, { content }, happened) => ({
    state: 'cancelled',
    ...endedBy(happened, content.reason),
  }),
  expired: (_handoff, _event, happened) => ({ state: 'expired', ...endedBy(happened, null) }),
  nudged: (_handoff, { data }) => ({ clock: { nextRung: data.nextRung, nextCheckAt: data.nextCheckAt } }),
  checked: (handoff, { data }) => ({
    clock: { nextCheckAt: data.nextCheckAt, nextRung: data.nextRung ?? handoff.clock.nextRung },
  }),
  undelivered: () => ({}),
  refused: () => ({}),
  erased: (handoff) => withoutTexts(handoff),
};
