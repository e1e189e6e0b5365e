import { systemClock, systemTimer } from '../../src/adapters/system/clock.js';
import { createDispatch } from '../../src/application/dispatch.js';
import type { Command } from '../../src/domain/command.js';
import { type Actor, agent, bot, handoffId, person, personId } from '../../src/domain/ids.js';
import {
  benchDirectory,
  benchStore,
  executingCharter,
  submitCommand,
  triageCommand,
} from './prepared-store.js';

/** Create → ask → approve → carried out in two steps → done, through the one street, audit on. */
const charter = executingCharter();
const store = await benchStore();
const directory = benchDirectory(new Date(Date.now() + 3_600_000));
const dispatch = createDispatch({
  store,
  charters: { current: () => charter },
  people: { directory: () => directory },
  clock: systemClock,
  endOfTurn: systemTimer.endOfTurn,
  onChanged: () => {},
});

async function roundTrip(id: string): Promise<void> {
  const does = async (actor: Actor, command: Command): Promise<string> => {
    const answer = await dispatch({ handoffId: handoffId(id), command, actor });
    if (answer.kind !== 'changed') throw new Error(`“${command.type}” was answered with ${answer.kind}.`);
    return answer.handoff.state;
  };
  await does(agent('support-agent'), submitCommand(id));
  await does(bot, triageCommand);
  await does(person(personId('U0BEN')), { type: 'approve', seen: { revision: 1, nonce: `n${id.slice(2)}` } });
  for (const step of [0, 1]) {
    await does(bot, { type: 'start_step', step, key: `${id}-${step}`, prior: { status: 'open' } });
    const state = await does(bot, {
      type: 'finish_step',
      step,
      status: 'done',
      result: { status: 'replied' },
      detail: null,
    });
    if (step === 1 && state !== 'done') throw new Error(`The round trip ended as ${state}.`);
  }
}

interface Order {
  readonly from: number;
  readonly count: number;
  readonly concurrency: number;
}

async function runAll({ from, count, concurrency }: Order): Promise<{ perSecond: number }> {
  let next = from;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < from + count) await roundTrip(`h_t${next++}`);
    }),
  );
  return { perSecond: count / ((performance.now() - start) / 1_000) };
}

process.on('message', (order: Order) => {
  void runAll(order).then((result) => process.send?.(result));
});
process.send?.('ready');
process.once('disconnect', () => process.exit(0));
