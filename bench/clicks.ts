import { ask, startPart } from './process.js';
import { type Figure, median, print } from './report.js';

interface Pressed {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const rounds = 5;
const sizes = [
  { clients: 1, count: 1_000 },
  { clients: 10, count: 2_500 },
  { clients: 50, count: 4_000 },
] as const;

/** A click, acknowledged after a durable and audited decision, against Bolt with an empty handler. */
export async function benchClicks(): Promise<void> {
  const perRound = sizes.reduce((sum, { count }) => sum + count, 0);
  const floor = await startPart<{ port: number }>('bench/floors/empty-bolt.ts');
  const ours = await startPart<{ port: number }>(
    'bench/ours/click-server.ts',
    String(perRound * (rounds + 1)),
  );
  const load = await startPart<string>('bench/load/clicks.ts');
  const results = new Map<string, Pressed[]>();
  let from = 0;
  for (let round = 0; round <= rounds; round += 1)
    for (const { clients, count } of sizes) {
      for (const [name, port] of [
        ['floor', floor.hello.port],
        ['ours', ours.hello.port],
      ] as const) {
        const pressed = await ask<Pressed>(load.child, { port, clients, from, count });
        // The first round warms both up.
        if (round > 0)
          results.set(`${name} ${clients}`, [...(results.get(`${name} ${clients}`) ?? []), pressed]);
      }
      from += count;
    }
  for (const { child } of [floor, ours, load]) child.kill();
  print('Click → acknowledged after the durable decision, against an empty Bolt handler', figures(results));
}

function figures(results: ReadonlyMap<string, Pressed[]>): Figure[] {
  const of = (name: string, figure: keyof Pressed): number =>
    median((results.get(name) ?? []).map((pressed) => pressed[figure]));
  return [
    {
      what: 'p50, 1 client',
      ours: of('ours 1', 'p50'),
      against: of('floor 1', 'p50'),
      unit: 'ms',
      goal: { atMost: 2.2 },
    },
    ...([10, 50] as const).flatMap((clients): Figure[] => [
      {
        what: `requests, ${clients} clients`,
        ours: of(`ours ${clients}`, 'perSecond'),
        against: of(`floor ${clients}`, 'perSecond'),
        unit: '/s',
        goal: { atLeast: 0.8 },
      },
      {
        what: `p99, ${clients} clients`,
        ours: of(`ours ${clients}`, 'p99'),
        against: of(`floor ${clients}`, 'p99'),
        unit: 'ms',
        goal: { atMost: 1.5 },
      },
    ]),
  ];
}
