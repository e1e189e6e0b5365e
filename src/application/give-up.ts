import type { Effect, EffectType } from '../domain/effect.js';
import { bot } from '../domain/ids.js';
import type { Dispatch } from '../ports/dispatch.js';
import type { Log } from '../ports/log.js';
import type { OutboxId, OutboxItem } from '../ports/store.js';
import { SettledElsewhere } from './dispatch.js';
import { done, type EffectOutcome, type Perform } from './effect-outcome.js';

export interface GiveUpDeps {
  readonly dispatch: Dispatch;
  readonly log: Log;
}
type Effects = { readonly [Type in EffectType]: Perform<Extract<Effect, { type: Type }>> };

/** So often may an effect fail in the very same way, and so often in whatever way; then somebody has to look. */
const mostAlike = 5;
const mostInAll = 20;

/** The same effects, but what keeps failing becomes an exception with an owner instead of being tried for ever. */
export function givingUp(effects: Effects, deps: GiveUpDeps): Effects {
  const failures = new Map<OutboxId, Failures>();
  const patient =
    (perform: Perform): Perform =>
    async (item, handoff) => {
      try {
        const outcome = await perform(item, handoff);
        failures.delete(item.id);
        return outcome;
      } catch (fault) {
        const sofar = counted(failures.get(item.id), fault);
        failures.set(item.id, sofar);
        if (fault instanceof SettledElsewhere || (sofar.alike < mostAlike && sofar.inAll < mostInAll))
          throw fault;
        const outcome = await giveUp(item, fault, deps);
        failures.delete(item.id);
        return outcome;
      }
    };
  const entries = Object.entries(effects).map(([type, perform]) => [type, patient(perform as Perform)]);
  return Object.fromEntries(entries) as Effects;
}

interface Failures {
  readonly way: string;
  readonly alike: number;
  readonly inAll: number;
}

function counted(before: Failures | undefined, fault: unknown): Failures {
  const way = wayOf(fault);
  return { way, alike: before?.way === way ? before.alike + 1 : 1, inAll: (before?.inAll ?? 0) + 1 };
}

/** Numbers in it, such as a time or an address, do not make it another failure. */
const wayOf = (fault: unknown): string => wordsOf(fault).replace(/\d+/g, '0');
const wordsOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

async function giveUp(
  { id, effect, handoffId }: OutboxItem,
  fault: unknown,
  { dispatch, log }: GiveUpDeps,
): Promise<EffectOutcome> {
  log.error(
    { err: fault, outbox: id, effect: effect.type, handoff: handoffId },
    'Effect failed permanently; no more retries.',
  );
  const command = { type: 'report_failing', effect: effect.type, detail: wordsOf(fault) } as const;
  await dispatch({ handoffId, command, actor: bot, settles: id });
  return done;
}
