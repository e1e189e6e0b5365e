import { fillTemplate, valueAt } from '../../domain/charter/call-template.js';
import type { Json } from '../../domain/json.js';
import type { Clock } from '../../ports/clock.js';
import type { Connector, ToolCall, WriteCall } from '../../ports/connector.js';
import type { Messages } from '../../ports/messages.js';
import type { DeliveryFault, Place } from '../../ports/slack.js';
import { answering, CallFault } from '../call-fault.js';
import { keptExactly } from '../record.js';
import { targetOf } from '../target-of.js';
import type { SlackTarget } from './declaration.js';

export interface SlackConnectorDeps {
  readonly messages: Messages;
  readonly clock: Clock;
}

/** Posts, changes and deletes messages of the bot. */
export function createSlackConnector(deps: SlackConnectorDeps): Connector {
  return answering({
    read: async (call) => {
      const target = targetOf<SlackTarget>(call.tool, 'slack');
      if (target.action !== 'update') return null;
      const text = await speaking(() => deps.messages.text(placeOf(call, target)));
      if (text === null) throw new CallFault('gone', 'There is no such message of this app.');
      return keptExactly(call.tool, { text }, { where: 'Slack', secrets: [] });
    },
    write: async (call) => {
      const target = targetOf<SlackTarget>(call.tool, 'slack');
      const place = await speaking(() => carryOut(call, target, deps));
      return { outcome: 'done', result: { id: place.ts, channel: place.channel, ts: place.ts } };
    },
  });
}

async function carryOut(
  call: WriteCall,
  target: SlackTarget,
  { messages, clock }: SlackConnectorDeps,
): Promise<Place> {
  if (target.action === 'post') {
    const { idempotentByKeyMs } = call.tool;
    const since = idempotentByKeyMs === null ? null : new Date(clock.now().getTime() - idempotentByKeyMs);
    const [channel, text] = [textOf(call, 'channel', target), textOf(call, 'text', target)];
    return messages.post({ channel, text, key: call.key, since });
  }
  const place = placeOf(call, target);
  if (target.action === 'delete') {
    await messages.remove(place);
    return place;
  }
  // Slack cannot compare, so this looks once more right before it writes.
  const now = await messages.text(place);
  if (now === null) throw new CallFault('gone', 'There is no such message of this app.');
  if (call.prior && call.prior.text !== now)
    throw new CallFault('conflict', 'the text of the message changed in the meantime');
  await messages.update(place, textOf(call, 'text', target));
  return place;
}

function placeOf(call: ToolCall, target: SlackTarget): Place {
  return {
    channel: textOf(call, 'channel', target),
    ts: textOf(call, 'ts', target),
  };
}

function textOf(call: ToolCall, part: 'channel' | 'ts' | 'text', target: SlackTarget): string {
  const template: Json | null = target[part];
  const value =
    template === null ? undefined : fillTemplate(template, (name) => valueAt(call.arguments, name));
  if (typeof value !== 'string' || value.trim() === '')
    throw new CallFault('refused', `The message has no ${part}.`);
  if (part === 'text' && value.length > longestText)
    throw new CallFault('refused', `A message has at most ${longestText} characters.`);
  return value;
}

/** What Slack takes when a message is changed. */
const longestText = 4_000;

async function speaking<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (fault) {
    if (!isDeliveryFault(fault)) throw fault;
    if (fault.kind === 'later') throw new CallFault('busy', fault.message, fault.retryAfterMs ?? undefined);
    if (fault.kind === 'unknown' || fault.kind === 'gone') throw new CallFault(fault.kind, fault.message);
    throw new CallFault('refused', fault.message);
  }
}

function isDeliveryFault(fault: unknown): fault is DeliveryFault {
  return (
    fault instanceof Error && 'kind' in fault && 'retryAfterMs' in fault && !(fault instanceof CallFault)
  );
}
