import { type PagingRoute, pagingRoute, waysTo } from '../../../src/domain/charter/paging.js';

const webhook = { urlEnv: 'PAGER_URL', secretEnv: 'PAGER_SECRET', hosts: [] };
const email = { smtpUrlEnv: 'SMTP_URL', from: 'bot@example.com', to: 'night@example.com' };
const all: PagingRoute = { webhook, email: null };
const atNight: PagingRoute = { webhook, email };
const paging = { default: all, roles: { night_shift: atNight } };

describe('a way to reach people outside Slack', () => {
  it.each([
    ['of a role with a way of its own', 'night_shift', atNight],
    ['of every other role', 'support', all],
    ['of a role that is called like something of every object', 'constructor', all],
  ])('is the one %s', (_whose, role, route) => {
    expect(pagingRoute({ paging }, role)).toBe(route);
  });

  it('is none when the charter pages nobody', () => {
    expect(pagingRoute({ paging: null }, 'support')).toBeNull();
  });
});

describe('the ways to a role', () => {
  it('are those that the charter names', () => {
    expect(waysTo({ paging }, 'night_shift')).toEqual(['webhook', 'email']);
    expect(waysTo({ paging: { ...paging, default: { webhook: null, email } } }, 'support')).toEqual([
      'email',
    ]);
  });

  it('keep one that can fail when the charter pages nobody any more, so that somebody learns of it', () => {
    expect(waysTo({ paging: null }, 'support')).toEqual(['webhook']);
  });
});
