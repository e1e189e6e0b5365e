import { createHttpDoor } from './adapters/http/server.js';
import { manifestScopes } from './adapters/manifest/manifest-scopes.js';
import { createSlackDoor, type SlackDoor } from './adapters/slack/bolt-app.js';
import type { SlackPeople } from './adapters/slack/directory/people.js';
import { examineSlack } from './adapters/slack/doctor/examine-slack.js';
import { systemClock } from './adapters/system/clock.js';
import { watchClock } from './adapters/system/clock-steps.js';
import { everyMinute } from './adapters/system/cron.js';
import { createHeartbeat } from './adapters/system/heartbeat.js';
import { type Application, createApplication, type Ports } from './application/application.js';
import { createDelegations } from './application/delegating.js';
import { examineCharter } from './application/doctor/examine-charter.js';
import { examineTools } from './application/doctor/examine-tools.js';
import { beatWhenWell, createReadiness } from './application/watch/readiness.js';
import type { SlackConfig } from './config.js';
import type { Finding } from './ports/finding.js';
import { type AppOptions, type OpenPorts, openPorts } from './wiring/open-ports.js';

export interface RunningApp {
  /** Where the API listens. */
  readonly url: string;
  /** Looks at everything that is due, as it does at every full minute. */
  lookNow(): Promise<void>;
  stop(): Promise<void>;
}

/** Groups may change without an event; a membership read longer than a minute ago says nothing. */
const refreshPeopleMs = 30_000;
const hearOthersMs = 2_000;

/** Builds the house and opens its doors. */
export async function startApp({
  around = (ports) => ports,
  handOverMs = 15_000,
  ...given
}: AppOptions): Promise<RunningApp> {
  const options = { ...given, around, handOverMs };
  const open = await openPorts(options);
  const { ports, people } = open;
  const application = createApplication(ports);
  const { slack, http, readiness } = createDoors(open, application, options);
  await refreshPeople(people, ports);
  const url = await http.listen(options.config);
  const stopLooking = start({ application, people, slack, ports });
  const stopBeating = beat({ config: options.config, ports, readiness });
  ports.log.info({ url }, 'Countersign is ready.');
  return {
    url,
    lookNow: () => lookNow(application),
    stop: async () => {
      stopLooking();
      stopBeating();
      await http.close();
      slack.stop();
      await application.outbox.stop();
      await application.anchoring.idle();
      await ports.store.close();
    },
  };
}

function createDoors(
  { ports, people, metrics }: OpenPorts,
  application: Application,
  { config, environment }: AppOptions,
) {
  // What was put around the ports goes for the desk too, or it would live at another time.
  const whoIsWho = { ...people, directory: ports.people.directory };
  const slack = createSlackDoor(config.slack, {
    ...ports,
    people: whoIsWho,
    ...application,
    delegations: createDelegations({ ...ports, people: whoIsWho }),
    examine: () => examine(config.slack, ports),
  });
  const readiness = createReadiness({ ...ports, ...application, slack });
  const http = createHttpDoor({
    ...ports,
    dispatch: application.dispatch,
    intake: application.intake,
    queries: application.queries,
    subscribe: application.changes.subscribe,
    secret: (name) => environment[name],
    slack: slack.answer,
    readiness,
    metrics: () => metrics.expose(application.gauges),
  });
  return { slack, http, readiness };
}

/** What `/handoff doctor` looks at. */
async function examine(slack: SlackConfig, { charters, connectors }: Ports): Promise<Finding[]> {
  const charter = charters.current();
  return [
    ...(await examineSlack({ slack, charter, scopes: manifestScopes(), clock: systemClock })),
    ...examineCharter(charter),
    ...(await examineTools(charter, connectors)),
  ];
}

interface Parts {
  readonly application: Application;
  readonly people: SlackPeople;
  readonly slack: SlackDoor;
  readonly ports: Ports;
}

/** Until Slack has answered nobody is known and nobody may decide; the API lives without it. */
function refreshPeople(people: SlackPeople, { log }: Ports): Promise<void> {
  return people
    .refresh()
    .catch((fault: unknown) => log.warn({ err: fault }, 'Slack directory refresh failed.'));
}

/** Begins to work; what was left over from before a stop is done first. */
function start({ application, people, slack, ports }: Parts): () => void {
  const { log } = ports;
  const refreshing = setInterval(() => void refreshPeople(people, ports), refreshPeopleMs);
  const listening = setInterval(() => void hearOthers(application, ports), hearOthersMs);
  // Work goes on while Slack is away; readiness says so.
  slack.start();
  application.outbox.pump();
  const stopTicks = everyMinute(
    () => look(application),
    (fault) => log.error({ err: fault }, 'Watchdog tick failed.'),
  );
  const stopAuditing = everyMinute(
    () => application.auditor.tick(),
    (fault) => log.error({ err: fault }, 'Health check of open handoffs failed to run.'),
  );
  const stopAnchoring = everyMinute(
    () => application.anchoring.tick(),
    (fault) => log.error({ err: fault }, 'Anchoring the audit log failed.'),
  );
  const stopWatchingClock = watchClock((byMs) => void goOn(byMs, application, ports));
  return () => {
    stopWatchingClock();
    clearInterval(refreshing);
    clearInterval(listening);
    stopTicks();
    stopAuditing();
    stopAnchoring();
  };
}

/** What waits goes on waiting as long as it would have; deadlines are of the clock that people read. */
async function goOn(byMs: number, { outbox }: Application, { store, log }: Ports): Promise<void> {
  log.warn({ byMs }, 'System clock moved backwards.');
  try {
    await store.outboxSooner(byMs);
    outbox.pump();
  } catch (fault) {
    log.error({ err: fault }, 'Rescheduling after a clock change failed.');
  }
}

/** What another process has queued, such as `npm run rollback`, is begun without waiting for the next minute. */
async function hearOthers({ outbox }: Application, { store, log }: Ports): Promise<void> {
  try {
    if (await store.changedElsewhere()) outbox.pump();
  } catch (fault) {
    log.error({ err: fault }, 'Polling for changes by other processes failed.');
  }
}

/** Tells somebody outside each minute that all is well, if an address for it is given. */
function beat({
  config,
  ports: { log },
  readiness,
}: Pick<AppOptions, 'config'> & {
  readonly ports: Ports;
  readonly readiness: ReturnType<typeof createReadiness>;
}): () => void {
  if (!config.heartbeatUrl) return () => undefined;
  const heartbeat = createHeartbeat(config.heartbeatUrl);
  return everyMinute(
    () => beatWhenWell({ readiness, heartbeat, log }),
    (fault) => log.error({ err: fault }, 'Heartbeat failed.'),
  );
}

async function lookNow(application: Application): Promise<void> {
  await look(application);
  await application.auditor.tick();
}

async function look({ watchdog, outbox }: Application): Promise<void> {
  await watchdog.tick();
  outbox.pump();
}
