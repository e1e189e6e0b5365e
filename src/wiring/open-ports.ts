import { createAnchorKeeper } from '../adapters/anchors/anchor-keeper.js';
import { type LoadedCharter, loadCharter } from '../adapters/charter/parse-charter.js';
import { createPromMetrics, type PromMetrics } from '../adapters/metrics/metrics.js';
import { createOpenaiLlm } from '../adapters/openai/openai-llm.js';
import { createPager } from '../adapters/pager/pager.js';
import { createPeople, type SlackPeople } from '../adapters/slack/directory/people.js';
import { systemClock, systemTimer } from '../adapters/system/clock.js';
import { createLog } from '../adapters/system/logger.js';
import type { Ports } from '../application/application.js';
import { type Config, checkSecrets, type Environment, type SlackConfig } from '../config.js';
import { charterWarnings } from '../domain/charter/charter-warnings.js';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';
import type { Store } from '../ports/store.js';
import { openConnectors } from './open-connectors.js';
import { openSlack } from './open-slack.js';
import { openStore } from './open-store.js';

export interface AppOptions {
  readonly config: Config & { readonly slack: SlackConfig };
  readonly environment: Environment;
  /** Puts something around the ports, such as a clock that a demo moves. */
  readonly around?: (ports: Ports) => Ports;
  /** How long another bot on the same database has to stop, as in a roll-out. */
  readonly handOverMs?: number;
}

export interface OpenPorts {
  readonly ports: Ports;
  readonly people: SlackPeople;
  readonly metrics: PromMetrics;
}

/** Everything outside that the running bot needs, open and checked. */
export async function openPorts(options: Required<AppOptions>): Promise<OpenPorts> {
  const { config, environment, around } = options;
  const log = createLog(config.logLevel);
  const clock = systemClock;
  const loaded = await readCharter(options, log);
  const charters = { current: () => loaded.charter };
  const store = await openBotStore(options, loaded);
  // Messages tell the time that the rest of the bot goes by, also when something is put around its clock.
  const shown: Clock = { ...clock, now: () => ports.clock.now() };
  const slack = openSlack(config.slack, { charters, clock: shown, log });
  const people = await createPeople({ client: slack.client, charters, store, clock, log });
  const connectors = openConnectors(environment, slack.messages);
  const metrics = createPromMetrics((fault) => log.error({ err: fault }, 'Metrics collection failed.'));
  const ports: Ports = around({
    store,
    slack: slack.port,
    people,
    charters,
    connectors,
    pager: createPager(connectors),
    llm: config.openai && createOpenaiLlm({ ...config.openai, timeoutMs: 20_000 }),
    keeper: config.anchorTo === null ? null : createAnchorKeeper(config.anchorTo),
    metrics,
    clock,
    timer: systemTimer,
    log,
  });
  return { ports, people, metrics };
}

async function readCharter({ config, environment }: Required<AppOptions>, log: Log): Promise<LoadedCharter> {
  const loaded = await loadCharter(config.charter, systemClock.now());
  checkSecrets(loaded.charter, environment, { file: config.charter, text: loaded.text });
  for (const warning of charterWarnings(loaded.charter)) log.warn({ charter: config.charter }, warning);
  return loaded;
}

async function openBotStore(
  { config, handOverMs }: Required<AppOptions>,
  { charter, text }: LoadedCharter,
): Promise<Store> {
  const at = systemClock.now();
  const store = await openStore(config.databaseFile, { at, waitMs: handOverMs });
  const levels = Object.fromEntries(Object.values(charter.taskTypes).map(({ name, level }) => [name, level]));
  await store.recordCharter({ hash: charter.hash, text, levels, at });
  return store;
}
