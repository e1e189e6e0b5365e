import type { Directory, Person } from '../../../src/domain/directory.js';
import { personId } from '../../../src/domain/ids.js';
import { accountRefusal, personMaxAgeMs } from '../../../src/domain/people/account.js';
import { aDirectory, aPerson } from '../../support/a-directory.js';

const now = new Date('2026-10-01T12:00:00Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);
function refusedTo(change: Partial<Person>, directory: Partial<Directory> = {}): string | undefined {
  const people = { U0ANA: aPerson('U0ANA', { readAt: now, ...change }) };
  const context = { directory: aDirectory(now, { people, ...directory }), now };
  return accountRefusal(personId('U0ANA'), context)?.code;
}

describe('an account', () => {
  it.each<[string, Partial<Person>, string | undefined]>([
    ['of the workspace can act', {}, undefined],
    ['that was read just within a minute can act', { readAt: ago(personMaxAgeMs) }, undefined],
    ['that was read longer ago cannot', { readAt: ago(personMaxAgeMs + 1) }, 'person_unknown_now'],
    ['that was closed cannot', { isDeactivated: true }, 'deactivated'],
    ['of a guest cannot', { isGuest: true }, 'guest'],
    ['of another bot cannot', { isBot: true }, 'outsider'],
    ['of another workspace cannot', { teamId: 'T0ELSE' }, 'outsider'],
    ['of no known workspace cannot', { teamId: null }, 'outsider'],
    ['of a guest of another workspace is one from outside', { teamId: 'T0ELSE', isGuest: true }, 'outsider'],
  ])('%s', (_what, change, code) => {
    expect(refusedTo(change)).toBe(code);
  });

  it('is nobody’s that is not known', () => {
    expect(refusedTo({}, { people: {} })).toBe('unknown_person');
  });

  it('cannot act while the bot does not know whose workspace this is', () => {
    expect(refusedTo({ teamId: null }, { teamId: null })).toBe('outsider');
  });
});
