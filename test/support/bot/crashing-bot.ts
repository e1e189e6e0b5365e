import { existsSync, writeFileSync } from 'node:fs';
import { startApp } from '../../../src/app.js';
import type { Ports } from '../../../src/application/application.js';
import { readConfig } from '../../../src/config.js';

/**
 * The bot in a process of its own that kills itself, once, at a named point: `before` or `after` a commit that
 * holds an event, or a call of Slack or of a tool. It is killed as `kill -9` kills: nothing is tidied up.
 */
const point = process.env.CRASH_AT ?? '';
const marker = `${process.env.CRASH_MARKER}`;

const dieAt = (name: string): void => {
  if (name !== point || existsSync(marker)) return;
  writeFileSync(marker, name);
  process.kill(process.pid, 'SIGKILL');
  // The signal takes a moment; nothing may happen in it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

const crashing =
  <Args extends unknown[], Result>(name: string, call: (...args: Args) => Promise<Result>) =>
  async (...args: Args): Promise<Result> => {
    dieAt(`before ${name}`);
    const result = await call(...args);
    dieAt(`after ${name}`);
    return result;
  };

const around = (ports: Ports): Ports => {
  const { store, slack, connectors } = ports;
  const http = connectors.http!;
  return {
    ...ports,
    store: {
      ...store,
      frozen: crashing('reading what was approved', store.frozen),
      saveCard: crashing('keeping where a card stands', store.saveCard),
      outboxBegin: crashing('beginning an effect', store.outboxBegin),
      outboxDone: crashing('ending an effect', store.outboxDone),
      change: async (changes) => {
        const types: string[] = [];
        const watched = changes.map((change) => ({
          ...change,
          decide: (...args: Parameters<typeof change.decide>) => {
            const verdict = change.decide(...args);
            for (const { type } of verdict.events) {
              types.push(type);
              dieAt(`before commit of ${type}`);
            }
            return verdict;
          },
        }));
        const results = await store.change(watched);
        for (const type of types) dieAt(`after commit of ${type}`);
        return results;
      },
    },
    slack: {
      ...slack,
      postException: crashing('posting an exception', slack.postException),
      updateException: crashing('updating an exception', slack.updateException),
      postCard: crashing('posting the card', slack.postCard),
      updateCard: crashing('updating the card', slack.updateCard),
      tell: crashing('telling the owner', slack.tell),
      postNote: crashing('adding a note', slack.postNote),
    },
    connectors: {
      http: { read: crashing('reading a record', http.read), write: crashing('calling a tool', http.write) },
    },
  };
};

const config = readConfig(process.env);
if (!config.slack) throw new Error('The bot has no Slack.');
const app = await startApp({ config: { ...config, slack: config.slack }, environment: process.env, around });
process.send?.(app.url);
