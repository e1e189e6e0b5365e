import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createAnchorKeeper } from '../../adapters/anchors/anchor-keeper.js';
import { AnchorFileError } from '../../adapters/store/log/outside-anchors.js';
import { DatabaseError } from '../../adapters/store/sqlite/database-error.js';
import { systemClock, systemTimer } from '../../adapters/system/clock.js';
import { createLog } from '../../adapters/system/logger.js';
import { createAnchoring } from '../../application/watch/anchoring.js';
import { type Config, ConfigError, type Environment, readConfig } from '../../config.js';
import { openStore } from '../../wiring/open-store.js';
import { auditErase } from './erase.js';
import { auditExport, ExportError } from './export.js';
import { auditVerify } from './verify.js';

export interface AuditContext {
  readonly environment: Environment;
  readonly print: (line: string) => void;
}

interface Called extends AuditContext {
  readonly database: string;
  readonly config: Config;
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly isDryRun: boolean;
}
interface Verb {
  readonly usage: string;
  readonly options: readonly string[];
  readonly run: (called: Called) => number | Promise<number>;
}

const dryRun = 'dry-run';

const verbs: Readonly<Record<string, Verb>> = {
  verify: {
    usage: 'verify [database] [--anchors file]',
    options: ['anchors'],
    run: ({ database, values, print }) => auditVerify({ database, outside: values.anchors ?? null }, print),
  },
  anchor: {
    usage: 'anchor [database]',
    options: [],
    run: ({ database, config, print }) => anchorNow(database, config.anchorTo, print),
  },
  export: {
    usage: 'export [database] --from 2026-10-01 --to 2026-11-01 [--format jsonl|csv] [--out file]',
    options: ['from', 'to', 'format', 'out'],
    run: ({ print, ...called }) => auditExport(called, print),
  },
  erase: {
    usage: 'erase [database] --account name [--dry-run]',
    options: ['account', dryRun],
    run: ({ database, values, isDryRun, print }) =>
      auditErase({ database, account: values.account, isDryRun }, print),
  },
};

/** `audit …`: checks, anchors and exports the log. Answers 0 when all is well, 1 when not, 2 when it was not understood. */
export async function auditCommand(args: readonly string[], context: AuditContext): Promise<number> {
  const { print, environment } = context;
  const [name = '', ...rest] = args;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) return usage(Object.values(verbs), print);
  try {
    const { values, isDryRun, positionals } = understood(rest, verb);
    if (positionals.length > 1) return usage([verb], print);
    const config = readConfig(environment);
    const database = positionals[0] ?? config.databaseFile;
    if (!existsSync(database)) {
      print(`There is no database at ${database}.`);
      return 2;
    }
    return await verb.run({ ...context, database, config, values, isDryRun });
  } catch (fault) {
    return told(fault, verb, print);
  }
}

function understood(args: string[], { options }: Verb) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: Object.fromEntries(
      options.map((option) => [
        option,
        { type: option === dryRun ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
  });
  const texts = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return { values: Object.fromEntries(texts), isDryRun: values[dryRun] === true, positionals };
}

function usage(shown: readonly Verb[], print: (line: string) => void): number {
  for (const verb of shown) print(`Usage: npm run audit -- ${verb.usage}`);
  return 2;
}

/** What the person at the keyboard can mend is one sentence; anything else is a fault with its trace. */
function told(fault: unknown, verb: Verb, print: (line: string) => void): number {
  const { code, message } = fault as { readonly code?: unknown; readonly message?: string };
  const isTold = [ConfigError, AnchorFileError, ExportError, DatabaseError].some(
    (kind) => fault instanceof kind,
  );
  if (isTold || (typeof code === 'string' && /^(SQLITE|E[A-Z]+$)/.test(code))) {
    print(message ?? '');
    return 2;
  }
  if (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS')) return usage([verb], print);
  throw fault;
}

async function anchorNow(
  file: string,
  keptAt: string | null,
  print: (line: string) => void,
): Promise<number> {
  const store = await openStore(file);
  try {
    const anchoring = createAnchoring({
      store,
      keeper: keptAt === null ? null : createAnchorKeeper(keptAt),
      clock: systemClock,
      timer: systemTimer,
      log: createLog('error'),
    });
    const added = await anchoring.now();
    const last = await store.lastAnchor();
    print(
      last
        ? `${added} new: anchor ${last.n} covers ${last.events} events of ${last.heads} handoffs. ${last.hash}`
        : 'The log is empty, so there is nothing to anchor.',
    );
    if (last && keptAt === null) print('ANCHOR_TO is not set, so the anchors are in the database only.');
    return 0;
  } finally {
    await store.close();
  }
}
