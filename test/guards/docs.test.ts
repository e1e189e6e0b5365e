import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createCompany } from '../../playground/company/company.js';
import { readCharter } from '../../src/adapters/charter/parse-charter.js';
import { charterSchema } from '../../src/adapters/charter/schema.js';
import { charterCommand } from '../../src/cli/charter/charter.js';
import { states } from '../../src/domain/handoff/handoff.js';
import { kinds } from '../../src/tools/kinds.js';
import { agentToken, aTown, type Town } from '../support/browser/a-town.js';
import { toolsOf } from '../support/targets/a-tool.js';

const read = (file: string): string => readFileSync(file, 'utf8');
const readme = read('README.md');
const documents = [
  'README.md',
  ...readdirSync('docs', { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];
const typesIn = (file: string, pattern: RegExp): string[] =>
  [...read(file).matchAll(pattern)].map((match) => match[1] ?? '');

describe('the README', () => {
  it('answers “where do I look?” with files that exist', () => {
    const paths = [...readme.matchAll(/^\|[^|]+\| `((?:src|test|db|docs)\/[^`]+)` \|$/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it.each(documents)('names only commands and pages that exist: %s', (document) => {
    const text = read(document);
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts as Record<string, string>);
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) =>
      join(dirname(document), match[1] ?? ''),
    );
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });
});

describe('docs/adding.md', () => {
  const text = read('docs/adding.md');
  const paths = [...text.matchAll(/`((?:src|test|db|docs|charters)\/[^`]+)`/g)].map(([, path = '']) => path);

  it('names only files that exist', () => {
    expect(paths.length).toBeGreaterThan(25);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('fits on one screen', () => {
    expect(text.split('\n').length).toBeLessThan(50);
  });
});

describe('the glossary', () => {
  const glossary = read('docs/glossary.md');
  it('has every state, command, event and effect', () => {
    const words = [
      ...states,
      ...typesIn('src/domain/command.ts', /readonly type: '(\w+)'/g),
      ...typesIn('src/domain/log/event.ts', /Shape<\s*'(\w+)'/g),
      ...typesIn('src/domain/effect.ts', /readonly type: '([\w-]+)'/g),
    ];
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter((word) => !glossary.includes(`\`${word}\``))).toEqual([]);
  });
});

const kindNames = kinds.map(({ name }) => name);
const tools = ['docs/tools.md', ...kindNames.map((kind) => `docs/tools/${kind}.md`)].map(read).join('\n');

describe('docs/charter.md', () => {
  const text = read('docs/charter.md');
  it('shows a charter that is fine', async () => {
    const example = /```yaml\n([\s\S]+?)```/.exec(text)?.[1] ?? '';
    expect(
      Object.keys((await readCharter(example, { file: 'docs/charter.md', now: new Date() })).taskTypes),
    ).toEqual(['refund']);
  });

  it('has every key that a charter may have', () => {
    const keys = new Set<string>();
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { properties, ...rest } = value as { properties?: Record<string, unknown> };
      for (const [key, inner] of Object.entries(properties ?? {})) {
        keys.add(key);
        collect(inner);
      }
      for (const inner of Object.values(rest)) collect(inner);
    };
    collect(JSON.parse(JSON.stringify(charterSchema.toJSONSchema({ io: 'input', unrepresentable: 'any' }))));
    expect(keys.size).toBeGreaterThan(40);
    expect([...keys].filter((key) => !new RegExp(`\\b${key}\\b`).test(text + tools))).toEqual([]);
  });
});

describe('docs/tools.md', () => {
  it('leads to a page for each connector, and to no other', () => {
    const pages = [...read('docs/tools.md').matchAll(/^\| \[(\w+)\]\(tools\/\1\.md\) \|/gm)];
    expect(pages.map(([, kind]) => kind)).toEqual(kindNames);
    expect(readdirSync('docs/tools').sort()).toEqual(kindNames.map((kind) => `${kind}.md`).sort());
  });

  it.each(kindNames)('shows declarations of “%s” that are fine', (kind) => {
    const page = read(`docs/tools/${kind}.md`);
    const examples = [...page.matchAll(/```yaml\n([\s\S]+?)```/g)].map(([, example = '']) => example);
    const shown = examples.flatMap((example) => Object.values(toolsOf(example)));
    expect(page.split('\n')[0]).toBe(`# ${kind}`);
    expect([...new Set(shown.map(({ target }) => target.kind))]).toEqual([kind]);
  });
});

describe('docs/agents.md', () => {
  let town: Town;
  beforeAll(async () => {
    town = await aTown();
  });
  afterAll(() => town.close());
  const blocks = (language: string) =>
    [...read('docs/agents.md').matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]+?)\`\`\``, 'g'))].map(
      (match) => match[1] ?? '',
    );
  const run = async (file: string, args: string[], env: Record<string, string>): Promise<string> =>
    (await promisify(execFile)(file, args, { env: { ...process.env, NODE_OPTIONS: '', ...env } })).stdout;

  it('has commands that work as they stand', async () => {
    const [submit = '', wait = ''] = blocks('sh');
    const env = { API: town.app.url, TOKEN: agentToken };
    const submitted = JSON.parse(await run('bash', ['-c', submit], env));
    expect(submitted).toMatchObject({ task_type: 'customer_reply', account: 'Acme Corp' });
    const waiting = run('bash', ['-c', wait], { ...env, ID: submitted.id });
    await town.api(`/v1/handoffs/${submitted.id}/cancel`, { body: { reason: 'Only a trial' } });
    expect(JSON.parse(await waiting)).toMatchObject({ id: submitted.id, state: 'cancelled' });
    const script = join(mkdtempSync(join(tmpdir(), 'docs-')), 'wait.mts');
    writeFileSync(script, blocks('ts')[0] ?? '');
    const tsx = resolve('node_modules/.bin/tsx');
    expect((await run(tsx, [script], { ...env, ID: submitted.id })).trim()).toBe('cancelled');
  });
});

describe('the command line', () => {
  const tsx = resolve('node_modules/.bin/tsx');
  it('asks each tool whether it answers, and says which does not', async () => {
    const company = await createCompany({
      file: join(mkdtempSync(join(tmpdir(), 'probe-')), 'c.db'),
      token: 't',
    });
    const env = { COMPANY_URL: company.url, COMPANY_TOKEN: 't' };
    const said: string[] = [];
    const check = () => charterCommand(['check', '--probe'], (line) => said.push(line), env);
    expect(await check()).toBe(0);
    expect(said.join('\n')).toContain('ok   crm.update_deal: its read answers');
    await company.close();
    said.length = 0;
    expect(await check()).toBe(1);
    expect(said.join('\n')).toMatch(/bad {2}crm\.update_deal: it did not answer/);
  });

  it('checks the charter', () => {
    const said = execFileSync(tsx, ['bin/charter.ts', 'check'], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect(said).toContain('charter.yml is fine: 5 task types');
  });
});
