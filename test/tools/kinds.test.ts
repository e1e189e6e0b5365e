import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { systemClock } from '../../src/adapters/system/clock.js';
import { createConnectors } from '../../src/tools/connectors.js';
import { kinds } from '../../src/tools/kinds.js';
import type { ToolKind } from '../../src/tools/tool-kind.js';
import { toolsOf } from '../support/targets/a-tool.js';

const names = kinds.map(({ name }) => name);
const folders = readdirSync('src/tools', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'written')
  .map(({ name }) => name);

describe('the list of kinds', () => {
  it('has every folder of tools, each once', () => {
    expect([...names].sort()).toEqual(folders.sort());
  });

  it('makes a connector for each', () => {
    const unsaid = () => Promise.reject(new Error('Nothing is said here.'));
    const messages = { text: unsaid, post: unsaid, update: unsaid, remove: unsaid };
    expect(Object.keys(createConnectors({ clock: systemClock, secrets: () => undefined, messages }))).toEqual(
      names,
    );
  });
});

describe.each(folders)('the kind “%s”', (folder) => {
  it('gives its one object, by the name of its folder', async () => {
    const given = (await import(`../../src/tools/${folder}/kind.ts`)) as Record<string, ToolKind>;
    const [kind, ...others] = Object.values(given);
    expect([kind?.name, kind?.declaration.shape.connector.value, others]).toEqual([folder, folder, []]);
  });

  it('is held to what every connector must do', () => {
    const tests = readdirSync(join('test/tools', folder)).map((file) =>
      readFileSync(join('test/tools', folder, file), 'utf8'),
    );
    expect(tests.filter((text) => /^ *describeConnector\(/m.test(text)).length).toBeGreaterThan(0);
  });

  it('has a page with an example', () => {
    expect(readFileSync(`docs/tools/${folder}.md`, 'utf8')).toContain(`connector: ${folder}`);
  });

  it('says every variable that a declaration of it names', () => {
    const text = readFileSync('test/fixtures/declarations.yml', 'utf8');
    const written = parse(text) as Record<string, { connector: string }>;
    const declared = toolsOf(text);
    const ours = Object.entries(written).filter(([, { connector }]) => connector === folder);
    expect(ours.length).toBeGreaterThan(0);
    for (const [name, tool] of ours)
      expect(declared[name]?.variables.map((one) => one.name).sort()).toEqual(namedIn(tool).sort());
  });
});

/** Values of keys that name variables: `url_env`, `env: [...]`, `bearer`. */
const namedIn = (written: object): string[] =>
  Object.entries(written).flatMap(([key, value]: [string, unknown]): string[] => {
    if (/(^|_)env$|^bearer$/.test(key)) return [value].flat() as string[];
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? namedIn(value) : [];
  });
