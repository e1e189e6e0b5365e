import { existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../../src/adapters/store/sqlite/open.js';
import { createRoom } from '../../../../src/adapters/store/sqlite/room.js';
import { aFolder } from '../../../support/targets/a-log.js';

describe('the room for the database', () => {
  it('is there while something can be written, and nothing is left of the trial', async () => {
    const folder = aFolder();
    const file = join(folder, 'a.db');
    const db = await openDatabase(file);
    const room = createRoom(file, db, 0);
    const before = readdirSync(folder);
    await room.ping();
    expect(readdirSync(folder)).toEqual(before);
    expect(await room.freeBytes()).toBeGreaterThan(0);
    db.close();
  });

  it('is gone with a full disk, and back when there is room again', async () => {
    const file = join(aFolder(), 'a.db');
    const db = await openDatabase(file);
    const room = createRoom(file, db, 0);
    // The system's own full disk.
    symlinkSync('/dev/full', `${file}.trial`);
    await expect(room.ping()).rejects.toMatchObject({ code: 'ENOSPC' });
    rmSync(`${file}.trial`);
    await room.ping();
    expect(existsSync(`${file}.trial`)).toBe(false);
    db.close();
  });

  it('is gone when the database itself may only be read', async () => {
    const file = join(aFolder(), 'a.db');
    const db = await openDatabase(file);
    const room = createRoom(file, db, 0);
    db.pragma('query_only = on');
    await expect(room.ping()).rejects.toMatchObject({
      code: expect.stringMatching(/^SQLITE_READONLY/),
    });
    db.close();
  });

  it('is tried once for all who ask within a while', async () => {
    const file = join(aFolder(), 'a.db');
    const db = await openDatabase(file);
    const room = createRoom(file, db, 600_000);
    await room.ping();
    symlinkSync('/dev/full', `${file}.trial`);
    await room.ping();
    db.close();
  });
});
