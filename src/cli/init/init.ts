import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Environment } from '../../config.js';
import { askFor, type Given, mayReplace, type Terminal } from './ask.js';
import { envText, starterCharter, writeFiles } from './files.js';
import { type Answers, questions } from './questions.js';

export interface InitContext {
  /** Where `.env` and the charter are written. */
  readonly folder: string;
  readonly environment: Environment;
  readonly print: (line: string) => void;
  /** Null where nobody can be asked. */
  readonly terminal: Terminal | null;
}

const valueFlags = ['charter', ...questions.flatMap(({ flags }) => flags)];
/** Secrets may come by the environment, where no list of processes shows them. */
const variables: Readonly<Record<string, string>> = {
  'bot-token': 'SLACK_BOT_TOKEN',
  'app-token': 'SLACK_APP_TOKEN',
  'signing-secret': 'SLACK_SIGNING_SECRET',
};

/** `init`: asks, then writes `.env` and a starter charter. Answers 0 when both are written, 1 when not, 2 when it was not understood. */
export async function initCommand(args: readonly string[], context: InitContext): Promise<number> {
  const { print } = context;
  const called = understood(args, context.environment);
  if (!called) {
    print('Usage: npm run init -- [--yes] [--force] [--charter file]');
    for (const { flags, asks } of questions) print(`  --${flags.join(' or --')}  ${asks}`);
    return 2;
  }
  const problems = problemsOf(called);
  if (problems.length) {
    for (const problem of problems) print(problem);
    return 2;
  }
  const answers = await completed(called, context);
  if (!answers) return 1;
  return write(answers, called, context);
}

interface Called {
  readonly given: Given;
  readonly charter: string | undefined;
  readonly isYes: boolean;
  readonly isForced: boolean;
}

function understood(args: readonly string[], environment: Environment): Called | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...Object.fromEntries(valueFlags.map((flag) => [flag, { type: 'string' as const }])),
        yes: { type: 'boolean' },
        force: { type: 'boolean' },
      },
    });
    const texts = new Map<string, unknown>(Object.entries(values));
    const text = (flag: string): string | undefined => {
      const value = texts.get(flag);
      return typeof value === 'string' ? value : environment[variables[flag] ?? ''] || undefined;
    };
    const given = Object.fromEntries(
      questions.flatMap(({ key, flags }) => {
        const answer = flags.map(text).find((one) => one !== undefined);
        return answer === undefined ? [] : [[key, answer]];
      }),
    );
    return { given, charter: text('charter'), isYes: values.yes === true, isForced: values.force === true };
  } catch {
    // An unknown flag is answered with the known ones.
    return null;
  }
}

function problemsOf({ given, charter, isYes }: Called): string[] {
  return [
    ...(charter === undefined || /^[\w./-]+\.ya?ml$/.test(charter)
      ? []
      : ['--charter: Name a file such as my-charter.yml.']),
    ...questions.flatMap(({ key, flags, asks, suggests, trouble }) => {
      const answer = given[key] ?? (isYes ? suggests?.() : undefined);
      if (answer === undefined) return isYes ? [`--${flags.join(' or --')} is missing: ${asks}`] : [];
      const problem = trouble(answer);
      return problem ? [`--${flags.join(' or --')}: ${problem}`] : [];
    }),
  ];
}

async function completed(
  { given, isYes }: Called,
  { terminal, print }: InitContext,
): Promise<Answers | null> {
  if (!isYes && !terminal) {
    print(
      'There is no terminal to ask on: add --yes and answer with flags, as “npm run init -- --help” shows.',
    );
    return null;
  }
  const suggested = Object.fromEntries(questions.map(({ key, suggests }) => [key, suggests?.()]));
  const answers = isYes || !terminal ? { ...suggested, ...given } : await askFor(given, terminal);
  if (!answers) print('Nothing was written.');
  return answers as Answers | null;
}

async function write(answers: Answers, called: Called, context: InitContext): Promise<number> {
  const { folder, print } = context;
  // The charter that comes with the project is the playground's, and stays it.
  const charter =
    called.charter ?? (existsSync(join(folder, 'charter.yml')) ? 'my-charter.yml' : 'charter.yml');
  if (!(await mayWrite(['.env', charter], called, context))) return 1;
  try {
    writeFiles([
      { path: join(folder, '.env'), text: envText(answers, charter) },
      { path: join(folder, charter), text: starterCharter(answers, charter) },
    ]);
  } catch (fault) {
    const { code, path } = fault as NodeJS.ErrnoException;
    if (code === undefined || path === undefined) throw fault;
    print(`${path} cannot be written (${code}): let yourself write there, or start in another folder.`);
    return 1;
  }
  print(`Wrote .env and ${charter}. Write “/invite @Countersign” in the channel, then:`);
  print('  npm run doctor    says whether everything is in place');
  print('  npm start         runs the bot');
  return 0;
}

async function mayWrite(
  files: readonly string[],
  { isYes, isForced }: Called,
  { folder, terminal, print }: InitContext,
): Promise<boolean> {
  const there = isForced ? [] : files.filter((file) => existsSync(join(folder, file)));
  for (const file of there) {
    if (!isYes && terminal && (await mayReplace(file, terminal))) continue;
    print(
      isYes
        ? `${file} is already here: move it away, or replace it with --force. Nothing was written.`
        : 'Nothing was written.',
    );
    return false;
  }
  return true;
}
