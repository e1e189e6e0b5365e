import { erasedContent } from '../../../domain/log/erasure.js';
import type { EventType, HandoffEvent } from '../../../domain/log/event.js';
import { isEventType } from '../../../domain/log/evolve.js';
import { runInstants } from './handoff-codec.js';
import { type HasInstant, type Instants, instantsAt, type Table } from './instants.js';

type EventOf<Type extends EventType> = Extract<HandoffEvent, { type: Type }>;

type Timed = {
  readonly [Type in EventType as HasInstant<EventOf<Type>> extends true ? Type : never]: Instants<
    EventOf<Type>
  >;
};

/** One entry for each type of event that holds an instant; the compiler asks for one of a new type. */
export const eventInstants: Timed = {
  submitted: { data: { nextCheckAt: 'instant' } },
  triaged: {
    data: { dueAt: 'instant', expiresAt: 'instant', nextCheckAt: 'instant', run: runInstants },
  },
  information_supplied: { data: { nextCheckAt: 'instant' } },
  approved: { data: { run: runInstants, nextCheckAt: 'instant' } },
  edited: { data: { readsAgain: { nextCheckAt: 'instant' } } },
  escalated: { data: { dueAt: 'instant', nextCheckAt: 'instant' } },
  information_asked: { data: { nextCheckAt: 'instant' } },
  taken_over: { data: { nextCheckAt: 'instant' } },
  snoozed: { data: { until: 'instant', nextCheckAt: 'instant' } },
  handed_back: { data: { nextCheckAt: 'instant' } },
  nudged: { data: { nextCheckAt: 'instant' } },
  checked: { data: { nextCheckAt: 'instant' } },
  step_held: { data: { hold: runInstants.held } },
  asked_again: { data: { dueAt: 'instant', nextCheckAt: 'instant' } },
  compensation_started: { data: { nextCheckAt: 'instant' }, content: { run: runInstants } },
  executed: { data: { undoUntil: 'instant' } },
  exception_raised: { data: { nextCheckAt: 'instant' } },
  retried: { data: { nextCheckAt: 'instant' }, content: { run: runInstants } },
  rollback_started: { data: { nextCheckAt: 'instant' }, content: { run: runInstants } },
};

const revivers = new Map<string, ReturnType<typeof instantsAt>>(
  Object.entries(eventInstants).map(([type, table]) => [type, instantsAt(table as Table)]),
);

/**
 * An event of the texts of its row; `content` is `erased` where there was one and it is gone. Throws on a type that
 * this version does not know, because a history with a hole must not be taken for the whole.
 */
export function eventFrom(
  type: string,
  data: string,
  content: { readonly text: string } | 'erased' | null,
): HandoffEvent {
  if (!isEventType(type))
    throw new TypeError(`The log holds an event “${type}”, which this version does not know.`);
  const parsed: unknown = content === null || content === 'erased' ? null : JSON.parse(content.text);
  const event = { type, data: JSON.parse(data) as unknown, content: parsed };
  revivers.get(type)?.(event);
  return (content === 'erased' ? { ...event, content: erasedContent(type) } : event) as HandoffEvent;
}
