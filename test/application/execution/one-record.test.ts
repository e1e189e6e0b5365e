import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';
import { createDispatch } from '../../../src/application/dispatch.js';
import { done, type Perform } from '../../../src/application/effect-outcome.js';
import { createRunStep } from '../../../src/application/execution/run-step.js';
import { createOutbox } from '../../../src/application/outbox.js';
import type { Command } from '../../../src/domain/command.js';
import type { Effect, EffectType } from '../../../src/domain/effect.js';
import { writesOf } from '../../../src/domain/handoff/written-values.js';
import { type Actor, bot, handoffId, person, personId } from '../../../src/domain/ids.js';
import type { JsonObject } from '../../../src/domain/json.js';
import type { Connector } from '../../../src/ports/connector.js';
import type { Store } from '../../../src/ports/store.js';
import { aCharter, aTaskType, aTool } from '../../support/a-charter.js';
import { aDirectory } from '../../support/a-directory.js';
import { aSubmit, startAt, theAgent } from '../../support/bot/a-story.js';

const charter = aCharter({
  tools: { 'crm.update_account': aTool({ idempotentByKeyMs: null }) },
  taskTypes: { customer_reply: aTaskType({ tools: ['crm.update_account'] }) },
});
const statusOf = (given: JsonObject, status: string) => ({
  tool: 'crm.update_account',
  arguments: { ...given, status },
});

/** Two approved handoffs on one record, with the real outbox and store and a target that can be held up. */
describe('two handoffs on one record', () => {
  let store: Store;
  let outbox: ReturnType<typeof createOutbox>;
  let dispatch: ReturnType<typeof createDispatch>;
  let record: JsonObject;
  let calls: string[];
  /** What a call waits for; asked with what has happened so far. */
  let gate: (call: string) => Promise<unknown>;

  const target: Connector = {
    read: async ({ of }) => {
      const call = `read ${of?.handoffId}`;
      await gate(call);
      calls.push(call);
      return { ...record };
    },
    write: async ({ tool, arguments: given, of }) => {
      const call = `write ${of?.handoffId}`;
      await gate(call);
      calls.push(call);
      record = { ...record, ...writesOf(tool, given) };
      return { outcome: 'done', result: {} };
    },
  };

  beforeEach(async () => {
    [record, calls, gate] = [{ status: 'old' }, [], async () => {}];
    store = await createSqliteStore({ file: join(mkdtempSync(join(tmpdir(), 'record-')), 'countersign.db') });
    const ports = {
      store,
      charters: { current: () => charter },
      people: { directory: () => aDirectory(startAt) },
      clock: { now: () => startAt, newId: () => 'nonce' },
      timer: { at: () => () => {}, endOfTurn: (job: () => void) => void setImmediate(job) },
      log: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
    };
    dispatch = createDispatch({
      ...ports,
      endOfTurn: ports.timer.endOfTurn,
      onChanged: () => outbox.pump(),
    });
    const nothing: Perform = async () => done;
    const quiet = Object.fromEntries(
      ['prepare', 'show-card', 'add-note', 'tell-owner', 'tell-channel', 'page', 'show-exception'].map(
        (type) => [type, nothing],
      ),
    ) as { [Type in EffectType]: Perform<Extract<Effect, { type: Type }>> };
    const runStep = createRunStep({ ...ports, connectors: { http: target }, dispatch });
    outbox = createOutbox({ ...ports, effects: { ...quiet, 'run-step': runStep } });
  });
  afterEach(async () => {
    await outbox.stop();
    await store.close();
  });

  const does = (id: string, actor: Actor, command: Command) =>
    dispatch({ handoffId: handoffId(id), command, actor });
  const submitted = async (id: string, before: string, status: string): Promise<void> => {
    const { submission } = aSubmit();
    const actions = [statusOf({ id: 'Acme Corp' }, status)];
    await does(
      id,
      theAgent,
      aSubmit({ id: handoffId(id), submission: { ...submission, draft: null, actions } }),
    );
    const owner = { role: 'support', person: personId('U0ANA') };
    const seen = { packet: null, fields: {}, before: [{ status: before }], owner, nonce: 'nonce-2' };
    await does(id, bot, { type: 'triage', ...seen });
  };
  const approve = (id: string) =>
    does(id, person(personId('U0BEN')), { type: 'approve', seen: { revision: 1, nonce: 'nonce-1' } });
  const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
    while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
  };
  const stateOf = async (id: string) => (await store.handoff(handoffId(id)))?.state;

  it('are carried out one after the other: the second waits until the first has been looked at', async () => {
    await submitted('h_1', 'old', 'a');
    await submitted('h_2', 'a', 'b');
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    gate = async (call) => {
      // The first has been written, and is about to be read back.
      if (call === 'read h_1' && calls.includes('write h_1')) {
        await Promise.race([held, until(() => calls.includes('write h_2'))]);
      }
    };
    await Promise.all([approve('h_1'), approve('h_2')]);
    await until(() => calls.includes('write h_1'));
    for (let turns = 0; turns < 200; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    release();
    await until(async () => (await stateOf('h_1')) !== 'executing' && (await stateOf('h_2')) !== 'executing');
    expect(calls).toEqual(['h_1', 'h_2'].flatMap((id) => [`read ${id}`, `write ${id}`, `read ${id}`]));
    expect([await stateOf('h_1'), await stateOf('h_2'), record]).toEqual(['done', 'done', { status: 'b' }]);
  });
});
