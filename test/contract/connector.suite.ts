import type { Tool } from '../../src/domain/charter/charter.js';
import { restoringArguments, writesOf } from '../../src/domain/handoff/written-values.js';
import type { JsonObject } from '../../src/domain/json.js';
import { holds } from '../../src/domain/run/execution.js';
import type { Connector, ReadFault, WriteResult } from '../../src/ports/connector.js';

/** A tool and the running target that it works on. */
export interface Subject {
  readonly connector: Connector;
  readonly tool: Tool;
  /** Arguments that the target takes. */
  readonly given: JsonObject;
  /** Arguments that it does not take. */
  readonly wrong: JsonObject;
  /** Arguments that name a record which is not there; only for tools with a read. */
  readonly missing?: JsonObject;
  /** Parts of addresses and credentials that nobody may see. */
  readonly secrets: readonly string[];
  /** How many calls took effect, by the target's own ledger. */
  effects(): number | Promise<number>;
  /** Somebody else changes the record; only for tools with a read. */
  meddle?(): void | Promise<void>;
  /** From now on the target cannot be reached, does not answer in time, or holds far too much. */
  trouble(kind: 'down' | 'slow' | 'huge'): void | Promise<void>;
  close(): void | Promise<void>;
}

/** What this kind of tool promises. */
export interface Claims {
  readonly reads: boolean;
  /** A write over a record that changed since it was read is refused by the target. */
  readonly compares: boolean;
  readonly honoursKeys: boolean;
  /** What a write means that was not answered in time. */
  readonly slowWrite: 'unknown' | 'busy';
}

/** What every connector must do, whatever stands behind it. */
export const describeConnector = (kind: string, claims: Claims, start: () => Promise<Subject>): void => {
  let subject: Subject;
  let heard: string[];

  const read = async (given = subject.given): Promise<JsonObject | null> => {
    const record = await subject.connector.read({ tool: subject.tool, arguments: given });
    heard.push(JSON.stringify(record));
    return record;
  };
  const readFault = (given = subject.given): Promise<ReadFault> =>
    read(given).then(
      () => Promise.reject(new Error('It was read.')),
      (fault: ReadFault) => {
        heard.push(`${fault.message} ${String(fault.cause)}`);
        return fault;
      },
    );
  const write = async (
    { given = subject.given, key = 'key-1' }: { given?: JsonObject; key?: string } = {},
    prior: JsonObject | null = null,
  ): Promise<WriteResult> => {
    const result = await subject.connector.write({ tool: subject.tool, arguments: given, key, prior });
    heard.push(JSON.stringify(result));
    return result;
  };
  const desired = (given = subject.given) => writesOf(subject.tool, given);

  describe(`${kind}, as a connector`, () => {
    beforeEach(async () => {
      subject = await start();
      heard = [];
    });
    afterEach(async () => {
      await subject.close();
      for (const secret of subject.secrets) expect(heard.join('\n')).not.toContain(secret);
    });

    it('writes once, and what it wrote can be read back', async () => {
      const prior = await read();
      expect(await write({}, prior)).toMatchObject({ outcome: 'done' });
      expect(await subject.effects()).toBe(1);
      if (claims.reads) expect(holds((await read()) ?? {}, desired(), subject.tool)).toBe(true);
      else expect(await read()).toBeNull();
    });

    it('does not write when it reads', async () => {
      await read();
      await read();
      expect(await subject.effects()).toBe(0);
    });

    it('writes nothing with arguments that the target does not take', async () => {
      const prior = await read();
      const result = await write({ given: subject.wrong }, prior);
      expect(['refused', 'conflict']).toContain(result.outcome);
      expect(await subject.effects()).toBe(0);
    });

    it('has not happened when the target cannot be reached', async () => {
      const prior = await read();
      await subject.trouble('down');
      expect(await write({}, prior)).toMatchObject({ outcome: 'busy' });
      if (claims.reads) expect((await readFault()).kind).toBe('later');
      expect(await subject.effects()).toBe(0);
    });

    it('does not wait for ever', async () => {
      const prior = await read();
      await subject.trouble('slow');
      const [written, fault] = await Promise.all([write({}, prior), claims.reads ? readFault() : null]);
      expect(written).toMatchObject({ outcome: claims.slowWrite });
      expect(fault?.kind).toBe(claims.reads ? 'later' : undefined);
    });

    if (claims.honoursKeys)
      it('takes effect once for one key, however often it is called', async () => {
        const prior = await read();
        const first = await write({}, prior);
        const again = await write({}, prior);
        expect([first.outcome, again.outcome, await subject.effects()]).toEqual(['done', 'done', 1]);
        expect(await write({ key: 'key-2' }, prior)).toMatchObject({ outcome: 'done' });
        expect(await subject.effects()).toBe(2);
      });

    if (!claims.reads) return;

    it('keeps the prior values, and writes them back', async () => {
      const prior = await read();
      expect(Object.keys(prior ?? {})).toEqual(subject.tool.priorValues);
      await write({}, prior);
      const restoring = restoringArguments(subject.tool, subject.given, prior ?? {});
      expect(restoring).not.toBeNull();
      expect(await write({ given: restoring ?? {}, key: 'key-undo' }, await read())).toMatchObject({
        outcome: 'done',
      });
      expect(await read()).toEqual(prior);
    });

    it('says that a record is gone', async () => {
      expect((await readFault(subject.missing)).kind).toBe('gone');
    });

    it('refuses a record that is too large to be kept', async () => {
      await subject.trouble('huge');
      expect((await readFault()).kind).toBe('refused');
    });

    if (claims.compares)
      it('writes nothing over a change of somebody else', async () => {
        const prior = await read();
        await subject.meddle?.();
        const theirs = await read();
        expect(theirs).not.toEqual(prior);
        expect(await write({}, prior)).toMatchObject({ outcome: 'conflict' });
        expect([await read(), await subject.effects()]).toEqual([theirs, 0]);
      });
  });
};
