import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadCharter } from '../../adapters/charter/parse-charter.js';
import { readStories } from '../../adapters/store/sqlite/read-file.js';
import { systemClock } from '../../adapters/system/clock.js';
import { type Environment, readConfig } from '../../config.js';
import { type Simulated, simulate, type Tally } from '../../domain/trust/simulate.js';
import { CharterError } from '../../tools/written/charter-error.js';
import { ExportError, periodOf } from '../audit/export.js';

export const simulateUsage =
  'simulate --charter new.yml --from 2026-10-01 [--to 2026-11-01] [--database file]';

/** Prints what the ladders of another charter would have done to recorded work, beside what was done. */
export async function charterSimulate(
  args: readonly string[],
  { environment, print }: { readonly environment: Environment; readonly print: (line: string) => void },
): Promise<number> {
  const given = read(args);
  if (!given) {
    print(`Usage: npm run charter -- ${simulateUsage}`);
    return 2;
  }
  try {
    const now = systemClock.now();
    const period = periodOf({ from: given.from, to: given.to ?? now.toISOString() });
    const database = given.database ?? readConfig(environment).databaseFile;
    if (!existsSync(database)) throw new ExportError(`There is no database at ${database}.`);
    const { charter } = await loadCharter(given.charter, now);
    const until = period.to < now ? period.to : now;
    for (const line of table(simulate(charter, readStories(database, period), until))) print(line);
    return 0;
  } catch (fault) {
    if (!(fault instanceof CharterError) && !(fault instanceof ExportError)) throw fault;
    print(fault.message);
    return 1;
  }
}

interface Given {
  readonly charter: string;
  readonly from: string;
  readonly to: string | undefined;
  readonly database: string | undefined;
}

const text = { type: 'string' } as const;

function read(args: readonly string[]): Given | null {
  const options = { charter: text, from: text, to: text, database: text };
  const { values, positionals } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
  });
  const { charter, from, to, database, ...unknown } = values;
  const isText = (value: unknown): value is string => typeof value === 'string';
  const isGiven = (value: unknown): value is string | undefined => value === undefined || isText(value);
  if (positionals.length > 0 || Object.keys(unknown).length > 0) return null;
  if (!isText(charter) || !isText(from) || !isGiven(to) || !isGiven(database)) return null;
  return { charter, from, to, database };
}

function table(rows: readonly Simulated[]): string[] {
  if (rows.length === 0) return ['Nothing arrived in that time.'];
  const widest = Math.max(...rows.map(({ taskType }) => taskType.length), 9);
  const line = (first: string, ...cells: string[]): string =>
    [first.padEnd(widest), ...cells.map((cell) => cell.padStart(18))].join('');
  return [
    line('as it was → new', 'decisions waited', 'nudges', 'escalations', 'breaches'),
    ...rows.map(({ taskType, recorded, simulated }) =>
      simulated
        ? line(
            taskType,
            `${recorded.waits}`,
            ...measured.map((key) => `${recorded[key]} → ${simulated[key]}`),
          )
        : line(taskType, `${recorded.waits}`, ...measured.map((key) => `${recorded[key]} → –`)),
    ),
    ...rows.flatMap(({ taskType, simulated }) =>
      simulated ? [] : [`The new charter has no task type “${taskType}”.`],
    ),
    'People are taken to have acted when they did; reminders after the end of a ladder are not counted.',
  ];
}

const measured = ['nudges', 'escalations', 'breaches'] as const satisfies readonly (keyof Tally)[];
