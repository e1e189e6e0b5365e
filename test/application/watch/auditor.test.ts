import type { HandoffId } from '../../../src/domain/ids.js';
import { aWatch, type Watch } from '../../support/a-watch.js';
import { hour, minute, startAt } from '../../support/bot/a-story.js';

const at = (ms: number) => new Date(startAt.getTime() + ms);

describe('the auditor', () => {
  let watch: Watch;
  let ids: HandoffId[];
  beforeEach(async () => {
    watch = await aWatch();
    ids = await watch.open(5);
  });
  afterEach(() => watch.close());
  const auditAt = async (ms: number): Promise<readonly HandoffId[]> => {
    watch.now = at(ms);
    await watch.auditor.tick();
    return watch.auditor.stuck();
  };

  it('finds nothing while the watchdog does its work', async () => {
    for (let ms = 0; ms <= 10 * hour; ms += 30 * minute) {
      watch.now = at(ms);
      await watch.watchdog.tick();
      expect(await auditAt(ms + 1)).toEqual([]);
    }
    expect(watch.auditor.trouble()).toBeNull();
  });

  it('finds within two ticks what the watchdog no longer looks at', async () => {
    expect(await auditAt(2 * hour)).toEqual([]);
    expect(await auditAt(2 * hour + 2 * minute)).toEqual([]);
    expect(await auditAt(2 * hour + 2 * minute + 1)).toEqual(ids);
    expect(watch.auditor.trouble()).toMatch(/^5 open without an owner, or not looked at .* h_1, h_2, h_3 …$/);
    expect(watch.errors).toMatchObject([{ handoffs: ids }]);
    await watch.watchdog.tick();
    expect(await auditAt(2 * hour + 3 * minute)).toEqual([]);
    expect(watch.auditor.trouble()).toBeNull();
  });

  it('finds what can never come due, and what nobody owns', async () => {
    watch.plant("update handoffs set next_check_at = null where id = 'h_2'");
    watch.plant("update handoffs set owner_role = '' where id = 'h_4'");
    expect(new Set(await auditAt(minute))).toEqual(new Set(['h_2', 'h_4']));
  });

  it('leaves alone what has ended', async () => {
    watch.plant("update handoffs set next_check_at = null, owner_role = '', is_open = 0 where id = 'h_2'");
    expect(await auditAt(minute)).toEqual([]);
  });

  it('is in trouble when it is not asked any more', async () => {
    await auditAt(minute);
    watch.now = at(4 * minute);
    expect(watch.auditor.trouble()).toMatch(/Nobody has checked/);
  });

  it('is in trouble when it is asked and the database does not answer: a look that failed is none', async () => {
    await auditAt(0);
    await watch.store.close();
    for (const ms of [minute, 2 * minute, 3 * minute]) await expect(auditAt(ms)).rejects.toThrow();
    expect(watch.auditor.trouble()).toMatch(/Nobody has checked/);
  });

  it('asks by index, whatever is open', () => {
    const plans = watch.plans([
      'select id from handoffs where next_check_at is not null and next_check_at < 1 order by next_check_at limit 9',
      "select id from handoffs where is_open = 1 and (next_check_at is null or owner_role = '') limit 9",
      'select task_type, state, count(*) from handoffs where is_open = 1 group by task_type, state',
    ]);
    expect(plans).toEqual([
      expect.stringContaining('handoffs_due'),
      expect.stringContaining('handoffs_unwatched'),
      expect.stringContaining('handoffs_by_kind'),
    ]);
  });
});
