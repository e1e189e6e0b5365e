import { loadCharter } from '../adapters/charter/parse-charter.js';
import { manifestScopes } from '../adapters/manifest/manifest-scopes.js';
import { examineSlack } from '../adapters/slack/doctor/examine-slack.js';
import { examineDatabase } from '../adapters/store/sqlite/examine-database.js';
import { systemClock } from '../adapters/system/clock.js';
import { examineNode } from '../adapters/system/examine-node.js';
import { createLog } from '../adapters/system/logger.js';
import { examineCharter, examineVariables } from '../application/doctor/examine-charter.js';
import { examineTools } from '../application/doctor/examine-tools.js';
import { type Config, ConfigError, type Environment, readConfig } from '../config.js';
import type { Charter } from '../domain/charter/charter.js';
import type { Finding } from '../ports/finding.js';
import { CharterError } from '../tools/written/charter-error.js';
import { openConnectors } from '../wiring/open-connectors.js';
import { openSlack } from '../wiring/open-slack.js';

export interface DoctorContext {
  readonly environment: Environment;
  /** The version of Node that runs, such as `24.21.0`. */
  readonly node: string;
  readonly print: (line: string) => void;
}

/** `doctor`: looks at everything that the bot needs. Answers 1 when something has to be mended, else 0. */
export async function doctorCommand({ environment, node, print }: DoctorContext): Promise<number> {
  const findings: Finding[] = [];
  const tell = (some: readonly Finding[]): void => {
    findings.push(...some);
    for (const { health, about, says } of some) print(`${health.padEnd(4)}  ${about}: ${says}`);
  };
  tell([examineNode(node)]);
  await examine(environment, tell);
  const bad = findings.filter(({ health }) => health === 'bad').length;
  const warned = findings.filter(({ health }) => health === 'warn').length;
  const minded = warned ? `, ${warned} to mind` : '';
  print(bad ? `${bad} to mend${minded}.` : `Nothing to mend${minded}.`);
  return bad ? 1 : 0;
}

type Tell = (findings: readonly Finding[]) => void;

async function examine(environment: Environment, tell: Tell): Promise<void> {
  const config = examineEnvironment(environment, tell);
  const charter = await readCharter(config?.charter ?? (environment.CHARTER || './charter.yml'), tell);
  if (charter) tell(examineVariables(charter, (name) => environment[name]));
  if (config) tell([await examineDatabase(config.databaseFile)]);
  if (!config?.slack || !charter) return;
  tell(await examineSlack({ slack: config.slack, charter, scopes: manifestScopes(), clock: systemClock }));
  const { messages } = openSlack(config.slack, {
    charters: { current: () => charter },
    clock: systemClock,
    log: createLog('silent'),
  });
  const connectors = openConnectors(environment, messages);
  tell(await examineTools(charter, connectors));
}

function examineEnvironment(environment: Environment, tell: Tell): Config | null {
  const about = '.env';
  try {
    const config = readConfig(environment);
    if (!config.slack) {
      const says = 'no Slack variable is set: write them with “npm run init”, or see docs/connect-slack.md.';
      tell([{ health: 'bad', about, says }]);
    } else if (config.slack.appToken && config.slack.signingSecret) {
      const says =
        'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set, and Socket Mode is used: unset one of them.';
      tell([{ health: 'warn', about, says }]);
    } else {
      const how = config.slack.appToken ? 'Socket Mode' : 'signed HTTP requests';
      tell([{ health: 'ok', about, says: `is complete, for ${how}` }]);
    }
    return config;
  } catch (fault) {
    if (!(fault instanceof ConfigError)) throw fault;
    tell(fault.problems.map((says) => ({ health: 'bad', about, says })));
    return null;
  }
}

async function readCharter(file: string, tell: Tell): Promise<Charter | null> {
  try {
    const { charter } = await loadCharter(file, systemClock.now());
    tell(examineCharter(charter));
    return charter;
  } catch (fault) {
    if (!(fault instanceof CharterError)) throw fault;
    tell(fault.message.split('\n').map((says) => ({ health: 'bad', about: 'charter', says })));
    return null;
  }
}
