import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface LazyImport {
  readonly file: string;
  readonly names: readonly string[];
  readonly from: string;
}

/** What is loaded on first use: `const { a, b: c } = await import('package')`. */
const lazyImports = (): LazyImport[] =>
  sources().flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(/const \{([^}]+)\} = await import\(\s*'([^.'][^']*)',?\s*\)/g),
    ].map(([, names = '', from = '']) => ({
      file,
      names: names.split(',').map((name) => `${name.trim().split(':')[0]}`),
      from,
    })),
  );

const sources = (): string[] =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src', file));

/** The flags of `npm run build`, so that what is tried is what ships. */
const buildFlags = (): string[] => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { build: string } };
  const [, esbuild = ''] = scripts.build.split('esbuild bin/start.ts ');
  return [...esbuild.matchAll(/"([^"]+)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
};

describe('what `npm run build` makes', () => {
  it('finds every name in the packages that are loaded on first use', () => {
    const imports = lazyImports();
    expect(imports.map(({ from }) => from)).toContain('undici');
    // A bundled CommonJS package has only what its `default` holds, whatever Node itself would find.
    const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    try {
      const looks = imports.map(({ from }) => `Object.keys(await import('${from}'))`);
      const flags = buildFlags().map((flag) => flag.replace('outdir=dist', `outdir=${folder}`));
      execFileSync('npx', ['esbuild', ...flags, '--out-extension:.js=.mjs'], {
        input: `console.log(JSON.stringify([${looks.join()}]));`,
      });
      const there = JSON.parse(
        execFileSync(process.execPath, [join(folder, 'stdin.mjs')], { encoding: 'utf8' }),
      ) as string[][];
      const missing = imports.flatMap(({ file, from, names }, at) =>
        names.filter((name) => !there[at]?.includes(name)).map((name) => `${file}: ${name} of ${from}`),
      );
      expect(missing).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
