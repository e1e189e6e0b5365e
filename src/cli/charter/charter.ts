import { parseArgs } from 'node:util';
import { loadCharter } from '../../adapters/charter/parse-charter.js';
import { systemClock } from '../../adapters/system/clock.js';
import { examineTools } from '../../application/doctor/examine-tools.js';
import type { Environment } from '../../config.js';
import type { Charter, TaskType } from '../../domain/charter/charter.js';
import { charterWarnings } from '../../domain/charter/charter-warnings.js';
import { actsAlone } from '../../domain/handoff/acts-alone.js';
import { CharterError } from '../../tools/written/charter-error.js';
import { openConnectors } from '../../wiring/open-connectors.js';
import { previewLines } from './preview.js';
import { charterSimulate, simulateUsage } from './simulate.js';

/**
 * `charter check [file]` says in sentences what the charter allows, or everything that is wrong with it, and with
 * `--probe` whether each tool answers;
 * `charter preview <task type> [file] [--at 2026-11-20T16:00]` says what happens when nobody moves;
 * `charter simulate` says what another charter would have done to recorded work.
 */
export async function charterCommand(
  args: readonly string[],
  print: (line: string) => void,
  environment: Environment = {},
): Promise<number> {
  const isProbing = args.includes('--probe');
  if (isProbing)
    return probed(await charterCommand(withoutProbe(args), print, environment), { args, print, environment });
  if (args[0] === 'simulate') return charterSimulate(args.slice(1), { environment, print });
  const asked = questionOf(args);
  if (!asked) {
    print('Usage: npm run charter -- check [file] [--probe]');
    print('       npm run charter -- preview <task type> [file] [--at 2026-11-20T16:00]');
    print(`       npm run charter -- ${simulateUsage}`);
    return 2;
  }
  try {
    const { charter } = await loadCharter(asked.file, systemClock.now());
    const lines = asked.taskType
      ? previewLines(charter, asked.taskType, asked.at ?? systemClock.now())
      : summary(asked.file, charter);
    for (const line of typeof lines === 'string' ? [lines] : lines) print(line);
    return typeof lines === 'string' ? 1 : 0;
  } catch (fault) {
    if (!(fault instanceof CharterError)) throw fault;
    print(fault.message);
    print(`${fault.problems.length} to mend; nothing was changed.`);
    return 1;
  }
}

interface Run {
  readonly args: readonly string[];
  readonly print: (line: string) => void;
  readonly environment: Environment;
}

const withoutProbe = (args: readonly string[]): string[] => args.filter((arg) => arg !== '--probe');

/** Calls the read of each tool that has a probe; nothing is written, and no message goes to Slack. */
async function probed(code: number, { args, print, environment }: Run): Promise<number> {
  const asked = questionOf(withoutProbe(args));
  if (code !== 0 || !asked || args[0] !== 'check') return code;
  const { charter } = await loadCharter(asked.file, systemClock.now());
  const connectors = openConnectors(environment, null);
  // Tools of Slack are looked at by `npm run doctor`, which has its token.
  const tools = Object.entries(charter.tools).filter(([, { target }]) => target.kind !== 'slack');
  const findings = await examineTools({ ...charter, tools: Object.fromEntries(tools) }, connectors);
  for (const { health, about, says } of findings) print(`${health.padEnd(4)} ${about}: ${says}`);
  return findings.some(({ health }) => health === 'bad') ? 1 : 0;
}

interface Question {
  readonly file: string;
  readonly taskType: string | null;
  readonly at: string | undefined;
}

function questionOf(args: readonly string[]): Question | null {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { at: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const [verb, ...rest] = positionals;
  const { at, ...unknown } = values;
  if (Object.keys(unknown).length || typeof at === 'boolean') return null;
  if (verb === 'check' && at === undefined) return { file: rest[0] ?? 'charter.yml', taskType: null, at };
  return verb === 'preview' && rest[0] ? { file: rest[1] ?? 'charter.yml', taskType: rest[0], at } : null;
}

function summary(file: string, charter: Charter): string[] {
  const types = Object.values(charter.taskTypes);
  const alone = types.filter((type) => actsAlone(charter, type)).map((type) => type.name);
  return [
    `${file} is fine: ${counted(charter.taskTypes, 'task type')}, ${counted(charter.tools, 'tool')}, ${counted(charter.roles, 'role')}.`,
    charter.mode === 'recommend'
      ? 'Nothing is ever executed: the charter only recommends.'
      : 'Approved work is carried out.',
    `Without a person: ${alone.length ? alone.join(', ') : 'nothing'}.`,
    ...types.map((type) => `  ${type.name} (level ${type.level}): ${whoDecides(type)}`),
    ...charterWarnings(charter).map((warning) => `Mind: ${warning}`),
  ];
}

function counted(all: object, one: string): string {
  const count = Object.keys(all).length;
  return `${count} ${count === 1 ? one : `${one}s`}`;
}

function whoDecides({ level, approvers, owner, channel }: TaskType): string {
  if (level >= 3) return `${owner} take it over in ${channel}; nobody can approve it`;
  const people = approvers?.roles.join(' or ') ?? 'nobody';
  return `${approvers?.quorum ?? 1} of ${people} approves it in ${channel}`;
}
