import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackDoor } from '../../src/adapters/slack/bolt-app.js';
import { systemClock, systemTimer } from '../../src/adapters/system/clock.js';
import { createDispatch } from '../../src/application/dispatch.js';
import type { Log } from '../../src/ports/log.js';
import type { Slack } from '../../src/ports/slack.js';
import { signingSecret } from '../click-body.js';
import { benchCharter, benchDirectory, benchStore, prepareHandoffs } from './prepared-store.js';

/** The product's own door, decision and store; what follows in Slack is left in the outbox. */
const count = Number(process.argv[2]);
const charter = benchCharter();
const store = await benchStore();
await prepareHandoffs(store, charter, count);
const log: Log = { info: () => {}, warn: console.error, error: console.error };
const charters = { current: () => charter };
const directory = benchDirectory(new Date(Date.now() + 3_600_000));
const people = {
  directory: () => directory,
  self: () => ({ botId: 'B0', botUserId: 'U0BOT', teamId: 'T0DEMO' }),
  refresh: () => Promise.resolve(),
  readDelegations: () => Promise.resolve(),
  meet: () => Promise.resolve(),
  personChanged: () => Promise.resolve(),
  groupChanged: () => Promise.resolve(),
};
function unused(): never {
  throw new Error('A click must not call Slack.');
}
const slack = new Proxy({}, { get: () => unused }) as Slack;
const ports = { store, charters, people, clock: systemClock, log, slack };
const dispatch = createDispatch({ ...ports, endOfTurn: systemTimer.endOfTurn, onChanged: () => {} });
const settings = { botToken: 'xoxb-bench', apiUrl: 'http://127.0.0.1:9/', appToken: null, signingSecret };
const door = createSlackDoor(settings, {
  ...ports,
  dispatch,
  examine: () => Promise.resolve([]),
  switchOver: unused,
  showAgain: unused,
  delegations: { begin: unused, end: unused },
  queries: { handoff: unused, history: unused, aging: unused, home: unused },
});
const server = createServer((request, response) => void door.answer?.(request, response)).listen(
  0,
  '127.0.0.1',
  () => {
    process.send?.({ port: (server.address() as AddressInfo).port });
  },
);
// Ends with the bench, so that a profiler can write what it saw.
process.once('disconnect', () => process.exit(0));
