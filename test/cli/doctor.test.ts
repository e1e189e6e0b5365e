import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Company, createCompany } from '../../playground/company/company.js';
import { readGrants } from '../../playground/manifest.js';
import {
  createWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../playground/workspace/workspace.js';
import { doctorCommand } from '../../src/cli/doctor.js';
import { townEnvironment } from '../support/browser/a-town.js';

describe('the doctor', () => {
  let workspace: Workspace;
  let company: Company;
  let folder: string;
  const begin = async (options: WorkspaceOptions = {}) => {
    folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    workspace = await createWorkspace({ burst: 3, ...readGrants(), ...options });
    company = await createCompany({ file: join(folder, 'company.db'), token: 'company-token' });
  };
  afterEach(async () => {
    await workspace.close();
    await company.close();
  });
  const environment = (change: Record<string, string> = {}) => ({
    ...townEnvironment({ workspace, company, folder }, 'socket'),
    ...change,
  });
  const examine = async (change: Record<string, string> = {}, node = '24.21.0') => {
    const lines: string[] = [];
    const code = await doctorCommand({
      environment: environment(change),
      node,
      print: (line) => lines.push(line),
    });
    const at = (health: string) => lines.filter((line) => line.startsWith(`${health} `));
    return { code, lines, bad: at('bad'), warned: at('warn'), ok: at('ok') };
  };
  const charterWith = (change: (text: string) => string): string => {
    const file = join(folder, 'charter.yml');
    writeFileSync(file, change(readFileSync('charter.yml', 'utf8')));
    return file;
  };

  it('warns of a Node that gets no security fixes any more', async () => {
    await begin();
    const { code, warned } = await examine({}, '20.20.2');
    expect({ code, warned }).toEqual({
      code: 0,
      warned: ['warn  Node 20.20.2: gets no security fixes any more: install Node 24.'],
    });
  });

  it('finds nothing to mend where everything is as it should be', async () => {
    await begin();
    const { code, lines, bad, warned, ok } = await examine();
    expect({ code, bad, warned }).toEqual({ code: 0, bad: [], warned: [] });
    expect(ok.map((line) => line.slice(6))).toEqual(
      expect.arrayContaining([
        'Node 24.21.0: gets security fixes',
        '.env: is complete, for Socket Mode',
        'charter: is fine; kinds of work: customer_reply, crm_update, refund, contract_exception, security_incident',
        'bot token: works in “Northwind Demo” as @countersign',
        'scopes: all 10 of manifest.yml are granted',
        'clock: agrees with Slack’s',
        'app token: opens a connection of Socket Mode',
        '#support: the bot is in it',
        '@finance: has 2 members',
        'U0MEG: is an active member',
        'crm.update_account: its read answers',
        'mail.send: not tried, because it has no read',
      ]),
    );
    expect(lines.at(-1)).toBe('Nothing to mend.');
  });

  it('never writes, and repeats no secret', async () => {
    await begin();
    const { lines } = await examine();
    const methods = new Set(workspace.calls().map(({ method }) => method));
    expect([...methods].sort()).toEqual([
      'apps.connections.open',
      'auth.test',
      'conversations.list',
      'usergroups.list',
      'usergroups.users.list',
      'users.info',
    ]);
    expect(lines.join('\n')).not.toMatch(/xoxb-|xapp-|company-token|agent-token/);
  });

  it.each<readonly [string, Record<string, string>, RegExp]>([
    [
      'half of .env',
      { SLACK_APP_TOKEN: '' },
      /^bad {3}\.env: SLACK_BOT_TOKEN is set, but SLACK_APP_TOKEN \(.*Basic Information/,
    ],
    [
      'the other half',
      { SLACK_BOT_TOKEN: '' },
      /^bad {3}\.env: SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is not: copy it from “OAuth & Permissions/,
    ],
    [
      'no Slack at all',
      { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' },
      /^bad {3}\.env: no Slack variable is set: .*npm run init/,
    ],
    [
      'an unknown bot token',
      { SLACK_BOT_TOKEN: 'xoxb-other' },
      /^bad {3}bot token: Slack does not know it: copy it again/,
    ],
    [
      'an unknown app token',
      { SLACK_APP_TOKEN: 'xapp-other' },
      /^bad {3}app token: Slack does not know it: make one .*connections:write/,
    ],
    [
      'an agent without its token',
      { SUPPORT_AGENT_TOKEN: '' },
      /^bad {3}SUPPORT_AGENT_TOKEN: set it in \.env: the charter needs it as the token of the agent “support-agent”\.$/,
    ],
    [
      'a Slack that is not there',
      { SLACK_API_URL: 'http://127.0.0.1:9/api/' },
      /^bad {3}bot token: Slack cannot be reached/,
    ],
    [
      'a charter that is not there',
      { CHARTER: './nowhere.yml' },
      /^bad {3}charter: \.\/nowhere\.yml:1:1: The charter cannot be read/,
    ],
    [
      'credentials that a tool refuses',
      { COMPANY_TOKEN: 'wrong' },
      /^bad {3}crm\.update_account: it refused its read: /,
    ],
    [
      'a tool that is not there',
      { COMPANY_URL: 'http://127.0.0.1:9' },
      /^bad {3}crm\.update_account: it did not answer: /,
    ],
  ])('finds %s', async (_what, change, sentence) => {
    await begin();
    const { code, bad } = await examine(change);
    expect(code).toBe(1);
    expect(bad.filter((line) => sentence.test(line))).toHaveLength(1);
  });

  it.each<readonly [string, (state: Workspace['state']) => void, RegExp]>([
    [
      'a channel that is not there',
      ({ channels }) => channels.delete('C0DEALS'),
      /^bad {3}#deals: there is no such channel/,
    ],
    [
      'an archived channel',
      ({ channels }) => {
        channels.get('C0DEALS')!.isArchived = true;
      },
      /^bad {3}#deals: the channel is archived/,
    ],
    [
      'a channel without the bot',
      ({ channels }) => {
        channels.get('C0EXCEPTIONS')!.hasBot = false;
      },
      /^bad {3}#exceptions: .*“\/invite @Countersign”/,
    ],
    [
      'a user group that is not there',
      ({ groups }) => groups.delete('S0FINANCE'),
      /^bad {3}@finance: there is no such user group/,
    ],
    [
      'an empty user group',
      ({ groups }) => {
        groups.get('S0FINANCE')!.members = [];
      },
      /^bad {3}@finance: nobody is in this user group/,
    ],
    [
      'a group of guests',
      ({ groups }) => {
        groups.get('S0FINANCE')!.members = ['U0PIA', 'U0GUEST'];
      },
      /^bad {3}@finance: nobody in this user group may decide/,
    ],
    [
      'somebody who has left',
      ({ users }) => {
        users.get('U0MEG')!.isDeactivated = true;
      },
      /^bad {3}U0MEG: is deactivated/,
    ],
    [
      'a guest',
      ({ users }) => {
        users.get('U0SAM')!.isGuest = true;
      },
      /^bad {3}U0SAM: is a guest/,
    ],
    [
      'a bot',
      ({ users }) => {
        users.get('U0SAM')!.isBot = true;
      },
      /^bad {3}U0SAM: is a bot/,
    ],
    ['nobody', ({ users }) => users.delete('U0SAM'), /^bad {3}U0SAM: Slack knows nobody with this id/],
  ])('finds %s', async (_what, change, sentence) => {
    await begin();
    change(workspace.state);
    const { code, bad } = await examine();
    expect({ code, bad }).toEqual({ code: 1, bad: [expect.stringMatching(sentence)] });
  });

  it('minds two ways for Slack to reach the bot where one is used', async () => {
    await begin();
    const { code, warned } = await examine({ SLACK_SIGNING_SECRET: 'secret-of-the-app' });
    expect(code).toBe(0);
    expect(warned).toEqual([expect.stringMatching(/^warn {2}\.env: .* both set, and Socket Mode is used/)]);
  });

  it('needs no app token where Slack sends signed requests', async () => {
    await begin();
    const { code, ok } = await examine({ SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'secret-of-the-app' });
    expect(code).toBe(0);
    expect(ok).toContainEqual('ok    .env: is complete, for signed HTTP requests');
    expect(workspace.calls('apps.connections.open')).toEqual([]);
  });

  it('names the scopes that are missing', async () => {
    await begin({ scopes: readGrants().scopes.filter((scope) => scope !== 'im:write') });
    const { bad } = await examine();
    expect(bad).toEqual([
      expect.stringMatching(/^bad {3}scopes: im:write is missing: .* reinstall the app\.$/),
    ]);
  });

  it.each([
    ['behind', 61_000 + 2_000, /behind Slack’s/],
    ['ahead', -61_000 - 2_000, /ahead of Slack’s/],
  ])('finds a clock that is %s', async (_what, byMs, sentence) => {
    await begin({ now: () => Date.now() + byMs });
    const { bad } = await examine();
    expect(bad).toEqual([expect.stringMatching(sentence)]);
  });

  it('finds a token that was revoked', async () => {
    await begin();
    workspace.faults.revokeToken();
    const { bad } = await examine();
    expect(bad).toEqual([expect.stringMatching(/^bad {3}bot token: it was revoked: install the app again/)]);
  });

  it('says what Slack would not show', async () => {
    await begin();
    workspace.faults.plan('conversations.list', { kind: 'rate', retryAfterS: 30 });
    const { bad } = await examine();
    expect(bad).toEqual(['bad   channels: Slack asks to wait: try again in a minute.']);
  });

  it('minds a tool that has a read and no probe, a probe that leads nowhere and a missing manager', async () => {
    await begin();
    const CHARTER = charterWith((text) =>
      text
        .replace(/ {4}probe: \{ id: D-100 \}\n/, '')
        .replace('probe: { id: K-1 }', 'probe: { id: K-0 }')
        .replace('users: [U0SAM], manager: head_of_support', 'users: [U0SAM]'),
    );
    const { code, warned } = await examine({ CHARTER });
    expect(code).toBe(0);
    expect(warned).toEqual([
      expect.stringMatching(/^warn {2}charter: The ladder of “crm_update” asks for the manager of “sales”/),
      expect.stringMatching(/^warn {2}charter: The ladder of “contract_exception”/),
      expect.stringMatching(/^warn {2}crm\.update_deal: not tried: give it a probe/),
      expect.stringMatching(
        /^warn {2}contract\.update: it answers, but the record of its probe is not there/,
      ),
    ]);
  });

  it('finds a database file that is none, and leaves it as it is', async () => {
    await begin();
    const file = join(folder, 'countersign.db');
    const words = 'This is a letter and no database.'.repeat(100);
    writeFileSync(file, words);
    const { bad } = await examine();
    expect(bad).toEqual([
      `bad   ${file}: is not a database: set DATABASE_URL to another file, or move this one away.`,
    ]);
    expect(readFileSync(file, 'utf8')).toBe(words);
  });

  it('finds a database that cannot be opened', async () => {
    await begin();
    mkdirSync(join(folder, 'countersign.db'));
    const { bad } = await examine();
    expect(bad).toEqual([expect.stringMatching(/countersign\.db: cannot be opened and written/)]);
  });

  it('minds an older schema', async () => {
    await begin();
    writeFileSync(join(folder, 'countersign.db'), '');
    const { code, warned } = await examine();
    expect(code).toBe(0);
    expect(warned).toEqual([expect.stringMatching(/countersign\.db: has an older schema \(\d+ behind\)/)]);
  });
});
