import type { AnchorKeeper } from '../ports/anchors.js';
import type { Charters } from '../ports/charters.js';
import type { Clock } from '../ports/clock.js';
import type { Connector } from '../ports/connector.js';
import type { Dispatch } from '../ports/dispatch.js';
import type { Intake } from '../ports/intake.js';
import type { Llm } from '../ports/llm.js';
import type { Log } from '../ports/log.js';
import type { Measure, Metrics } from '../ports/metrics.js';
import type { Pager } from '../ports/pager.js';
import type { People } from '../ports/people.js';
import type { Queries } from '../ports/queries.js';
import type { Slack } from '../ports/slack.js';
import type { Store } from '../ports/store.js';
import type { Switch } from '../ports/switch.js';
import type { Timer } from '../ports/timer.js';
import { type Changes, createChanges } from './changes.js';
import { createAddNote } from './concierge/add-note.js';
import { createTellOwner } from './concierge/tell.js';
import { createTellChannel } from './concierge/tell-channel.js';
import { createDispatch } from './dispatch.js';
import type { Perform } from './effect-outcome.js';
import { recordedConnectors } from './execution/recorded-connector.js';
import { createRunStep } from './execution/run-step.js';
import { givingUp } from './give-up.js';
import { createIntake } from './intake/accept.js';
import { type Clerk, createClerk } from './intake/clerk.js';
import { createPrepare } from './intake/prepare.js';
import { createNudge } from './messages/nudge.js';
import { createPaging, type PageSender } from './messages/page.js';
import type { TellOwner } from './messages/recipient.js';
import { createShowCard, createShowException } from './messages/show.js';
import { createShowAgain, type ShowAgain } from './messages/show-again.js';
import { createGauges } from './metrics/gauges.js';
import { measuresOf } from './metrics/measures.js';
import { meteredLlm, meteredWatchdog } from './metrics/metered.js';
import { createOutbox, type Outbox } from './outbox.js';
import { createAgingQuery } from './queries/aging.js';
import { createHandoffQuery, createHistoryQuery } from './queries/history.js';
import { createHomeQuery } from './queries/home.js';
import { createSwitch } from './switching.js';
import { type Anchoring, createAnchoring } from './watch/anchoring.js';
import { type Auditor, createAuditor } from './watch/auditor.js';
import { createWatchdog } from './watch/watchdog.js';

/** Everything outside that the application needs. */
export interface Ports {
  readonly store: Store;
  readonly slack: Slack;
  readonly people: People;
  readonly charters: Charters;
  readonly connectors: Readonly<Record<string, Connector>>;
  /** Null when no model is configured: templates serve. */
  readonly llm: Llm | null;
  /** Null when the anchors of the log stay in the database. */
  readonly keeper: AnchorKeeper | null;
  readonly pager: Pager;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
}

export interface Application {
  readonly dispatch: Dispatch;
  readonly intake: Intake;
  readonly outbox: Outbox;
  readonly watchdog: { tick(): Promise<number> };
  readonly auditor: Auditor;
  /** How things stand now. */
  readonly gauges: () => Promise<readonly Measure[]>;
  readonly paging: Pick<PageSender, 'trouble'>;
  readonly anchoring: Anchoring;
  readonly changes: Changes;
  readonly showAgain: ShowAgain;
  readonly switchOver: Switch;
  readonly queries: Queries;
}

/** The rooms of the house, wired: doors hand commands to `dispatch`, effects come back through it. */
export function createApplication(ports: Ports): Application {
  const { metrics } = ports;
  const changes = createChanges((change) => metrics.add(measuresOf(change)));
  const dispatch = createDispatch({
    ...ports,
    endOfTurn: (job) => ports.timer.endOfTurn(job),
    onChanged: ({ before, handoff, verdict, queued }) => {
      changes.publish({ before, handoff, events: verdict.events, at: ports.clock.now() });
      if (queued > 0) outbox.pump();
    },
  });
  const deps = { ...ports, dispatch, connectors: recordedConnectors(ports) };
  const clerk = createClerk({ ...ports, llm: ports.llm && meteredLlm(ports.llm, metrics) });
  const paging = createPaging(deps);
  const auditor = createAuditor(ports);
  const outbox = createOutbox({
    ...ports,
    effects: givingUp(performersOf(deps, { clerk, paging }), deps),
  });
  return {
    dispatch,
    intake: createIntake(deps),
    outbox,
    watchdog: meteredWatchdog(createWatchdog(deps), ports),
    auditor,
    gauges: createGauges({ ...ports, auditor }),
    paging,
    anchoring: createAnchoring(ports),
    changes,
    showAgain: createShowAgain({ ...ports, pump: outbox.pump }),
    switchOver: createSwitch({ ...ports, wake: outbox.wake }),
    queries: createQueries(ports),
  };
}

/** Who carries out which effect. */
function performersOf(
  deps: Ports & { readonly dispatch: Dispatch },
  { clerk, paging }: { readonly clerk: Clerk; readonly paging: PageSender },
): Parameters<typeof givingUp>[0] {
  return {
    prepare: createPrepare({ ...deps, pack: clerk.pack }),
    'show-card': createShowCard(deps),
    'show-exception': createShowException(deps),
    'add-note': createAddNote(deps),
    'tell-owner': byWhy(createNudge(deps), createTellOwner(deps)),
    'tell-channel': createTellChannel(deps),
    page: paging.perform,
    'run-step': createRunStep(deps),
  };
}

function createQueries(ports: Ports): Queries {
  return {
    handoff: createHandoffQuery(ports),
    history: createHistoryQuery(ports),
    aging: createAgingQuery(ports),
    home: createHomeQuery(ports),
  };
}

/** Reminders are gathered; everything else is said at once. */
function byWhy(nudge: Perform<TellOwner>, tell: Perform<TellOwner>): Perform<TellOwner> {
  return (item, handoff) => (item.effect.why === 'nudge' ? nudge(item, handoff) : tell(item, handoff));
}
