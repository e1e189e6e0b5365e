import { recordedConnectors } from '../../../src/application/execution/recorded-connector.js';
import { handoffId } from '../../../src/domain/ids.js';
import type { CallRecord } from '../../../src/ports/calls.js';
import { aTool } from '../../support/a-charter.js';
import { startAt } from '../../support/bot/a-story.js';
import { aReadFault, aTarget } from './a-target.js';

const of = { handoffId: handoffId('h_1'), account: 'Acme Corp', kind: 'write', attempt: 2 } as const;
const call = {
  tool: aTool(),
  arguments: { id: 'Acme Corp', status: 'replied', api_key: 'sk-12345', nested: { Password: 'hunter2' } },
  key: 'k',
  prior: { status: 'open' },
  of,
};

const recording = () => {
  const target = aTarget({ status: 'open' });
  const kept: CallRecord[][] = [];
  const faults: unknown[] = [];
  const jobs: (() => void)[] = [];
  const store = { recordCalls: async (calls: readonly CallRecord[]) => void kept.push([...calls]) };
  const connectors = recordedConnectors({
    connectors: { http: target },
    store: { recordCalls: (calls) => store.recordCalls(calls) },
    clock: { now: () => startAt, newId: () => 'id' },
    timer: { at: () => () => {}, endOfTurn: (job) => void jobs.push(job), stopwatch: () => () => 12.4 },
    log: { info: () => {}, warn: () => {}, error: (facts) => void faults.push(facts) },
  });
  const endTurn = () => {
    for (const job of jobs.splice(0)) job();
  };
  return { target, kept, faults, store, endTurn, http: connectors.http! };
};

describe('the record of calls', () => {
  it('says what was sent and answered, for whom, under which key and with what outcome', async () => {
    const { http, kept, endTurn } = recording();
    await http.write(call);
    endTurn();
    expect(kept).toEqual([
      [
        expect.objectContaining({
          ...of,
          tool: 'crm.update_account',
          key: 'k',
          startedAt: startAt,
          outcome: 'done',
          cost: null,
        }),
      ],
    ]);
    const [record] = kept[0]!;
    expect(record!.durationMs).toBeGreaterThanOrEqual(0);
    expect(JSON.parse(record!.response!)).toEqual({ result: { id: 'r-0' } });
    expect(JSON.parse(record!.request!)).toMatchObject({
      arguments: { id: 'Acme Corp', status: 'replied' },
      prior: { status: 'open' },
    });
  });

  it('keeps no credential, and no value at all of a tool that the charter calls sensitive', async () => {
    const { http, kept, endTurn } = recording();
    await http.write(call);
    await http.write({ ...call, key: 'k2', tool: aTool({ sensitive: true }) });
    endTurn();
    const [plain, sensitive] = kept[0]!;
    expect(JSON.parse(plain!.request!).arguments).toMatchObject({
      api_key: '[hidden]',
      nested: { Password: '[hidden]' },
    });
    expect(JSON.parse(sensitive!.request!).arguments).toMatchObject({ id: '[hidden]', status: '[hidden]' });
    expect(JSON.parse(sensitive!.response!)).toEqual({ result: { id: '[hidden]' } });
  });

  it('records a read that failed, and passes the fault on', async () => {
    const { http, target, kept, endTurn } = recording();
    target.readFault = aReadFault('gone');
    await expect(http.read({ ...call, of: { ...of, kind: 'read' } })).rejects.toBe(target.readFault);
    endTurn();
    expect(kept[0]).toMatchObject([{ kind: 'read', outcome: 'gone', key: null }]);
  });

  it('never fails a call because it could not be written down, and says so in the log', async () => {
    const { http, store, faults, endTurn } = recording();
    store.recordCalls = () => Promise.reject(new Error('The disk is full.'));
    expect(await http.write(call)).toMatchObject({ outcome: 'done' });
    endTurn();
    await Promise.resolve().then(() => {});
    expect(faults).toMatchObject([{ err: { message: 'The disk is full.' }, handoffs: ['h_1'] }]);
  });

  it('keeps nothing of a call that belongs to no handoff', async () => {
    const { http, kept, endTurn } = recording();
    await http.read({ tool: call.tool, arguments: {} });
    endTurn();
    expect(kept).toEqual([]);
  });
});
